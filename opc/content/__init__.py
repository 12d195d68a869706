"""What stands on a page that no chart leads: its title, facts and columns, a module a page or part of one."""
