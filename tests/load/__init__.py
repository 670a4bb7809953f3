"""Load and made-up requests on a served process by tools that others made: locust as phones, wrk unsigned, schemathesis."""
