"""The words of legal papers: kinds, states, ways of service, and the content of each kind."""
