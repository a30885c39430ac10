"""Where functions, blocks and comments of source code begin and end: by grammars, or by braces and indentation."""
