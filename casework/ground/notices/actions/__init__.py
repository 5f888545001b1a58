"""Do: write a message with the change it tells of; take it, send it, keep what became of it; read
what is answered; remind an officer once a day."""
