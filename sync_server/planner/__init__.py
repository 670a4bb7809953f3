"""The roster proposer: one model of who works when, solved by OR-Tools CP-SAT; the rules of working time decide."""
