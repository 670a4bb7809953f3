"""The screens of the phone: they draw what the workday says and pass on what the officer does."""
