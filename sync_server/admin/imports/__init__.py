"""`ronde import`: what another system knows of officers and cases, taken in whole or not at all."""
