"""Rights in the database, on PostgreSQL: roles, who logs in as whom, and what each may do with any client.

What ``domain.authority`` says is here said once more, in the words of the server, so that psql is refused what a window
would not offer. ``setup`` installs all of it, over and over; a store without it keeps working as it did.
"""
