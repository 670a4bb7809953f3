"""A team's weeks of bad luck in one thread: real rules, phone stores and server code, with chance that a seed gives again."""
