"""Ask: drafts and complaints by their code, the desk's list, what else is open against a name;
group complaints and who stands in them."""
