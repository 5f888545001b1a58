"""The sheets as officers make them, and the page behind the code of one."""
