"""The pages: one module a step, each imported when it is first shown."""
