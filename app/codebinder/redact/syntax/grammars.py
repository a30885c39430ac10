"""What the grammars call functions, bodies, comments: one table a language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """A language's node types. A block is whatever has a body (`bodies`), or is one by itself (`blocks`);
    `wrappers` and `attributes` stand around and before a function and belong to it; `patterns` are queries' own;
    `embodied`: what has no body is a declaration only."""

    module: str
    entry: str = "language"
    functions: tuple[str, ...]
    bodies: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    comments: tuple[str, ...] = ("comment",)
    wrappers: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    patterns: str = ""
    embodied: bool = False

    def query(self) -> str:
        """Give the query that finds all of them."""
        parts = [
            _any(self.functions, "@function"),
            _any(self.blocks, "@block"),
            _any(self.comments, "@comment"),
            _any(self.wrappers, "@wrap"),
            f"(_ {_any(self.bodies)}) @block" if self.bodies else "",
            "(ERROR) @error",
            self.patterns,
        ]
        return "\n".join(part for part in parts if part)


def _any(types: tuple[str, ...], capture: str = "") -> str:
    return f"[{' '.join(f'({each})' for each in types)}] {capture}" if types else ""


_JS_FUNCTION = "[(arrow_function) (function_expression) (generator_function)]"
_JS_PATTERNS = f"""
(lexical_declaration (variable_declarator value: {_JS_FUNCTION})) @function
(variable_declaration (variable_declarator value: {_JS_FUNCTION})) @function
(expression_statement (assignment_expression right: {_JS_FUNCTION})) @function
(pair value: {_JS_FUNCTION}) @function
(lexical_declaration (variable_declarator value: [(object) (array)])) @block
(variable_declaration (variable_declarator value: [(object) (array)])) @block
"""
_JS_FUNCTIONS = ("function_declaration", "generator_function_declaration", "method_definition")
_JS_BODIES = ("statement_block", "class_body", "switch_body")
_TS_BODIES = (*_JS_BODIES, "interface_body", "enum_body")
_C_PATTERNS = """
(declaration (init_declarator value: (initializer_list))) @block
(type_definition type: (_ body: (_))) @block
"""
_C_BODIES = ("compound_statement", "field_declaration_list", "enumerator_list")
_TYPESCRIPT = Grammar(
    module="tree_sitter_typescript",
    entry="language_typescript",
    functions=_JS_FUNCTIONS,
    bodies=_TS_BODIES,
    wrappers=("export_statement",),
    attributes=("decorator",),
    patterns=_JS_PATTERNS + f"(public_field_definition value: {_JS_FUNCTION}) @function",
)

GRAMMARS: dict[str, Grammar] = {
    "c": Grammar(
        module="tree_sitter_c",
        functions=("function_definition", "preproc_function_def"),
        bodies=_C_BODIES,
        patterns=_C_PATTERNS,
    ),
    "cpp": Grammar(
        module="tree_sitter_cpp",
        functions=("function_definition", "preproc_function_def"),
        bodies=(*_C_BODIES, "declaration_list"),
        wrappers=("template_declaration", "linkage_specification"),
        patterns=_C_PATTERNS,
    ),
    "python": Grammar(
        module="tree_sitter_python",
        functions=("function_definition",),
        bodies=("block",),
        blocks=("match_statement",),
        wrappers=("decorated_definition",),
        patterns="""
(module . (comment)* . (expression_statement . (string) .) @comment)
(block . (comment)* . (expression_statement . (string) .) @comment)
(expression_statement (assignment right: [(dictionary) (list) (set) (tuple) (call)])) @block
""",
    ),
    "java": Grammar(
        module="tree_sitter_java",
        embodied=True,
        functions=("method_declaration", "constructor_declaration", "compact_constructor_declaration"),
        bodies=(
            "block", "class_body", "interface_body", "enum_body", "annotation_type_body", "switch_block",
            "array_initializer",
        ),
        comments=("line_comment", "block_comment"),
    ),
    "javascript": Grammar(
        module="tree_sitter_javascript",
        functions=_JS_FUNCTIONS,
        bodies=_JS_BODIES,
        comments=("comment", "html_comment"),
        wrappers=("export_statement",),
        patterns=_JS_PATTERNS + f"(field_definition value: {_JS_FUNCTION}) @function",
    ),
    "typescript": _TYPESCRIPT,
    "tsx": Grammar(
        module="tree_sitter_typescript",
        entry="language_tsx",
        functions=_TYPESCRIPT.functions,
        bodies=_TYPESCRIPT.bodies,
        wrappers=_TYPESCRIPT.wrappers,
        attributes=_TYPESCRIPT.attributes,
        patterns=_TYPESCRIPT.patterns,
    ),
    "go": Grammar(
        module="tree_sitter_go",
        functions=("function_declaration", "method_declaration"),
        bodies=("block",),
        blocks=(
            "expression_switch_statement", "type_switch_statement", "select_statement", "type_declaration",
            "const_declaration", "import_declaration",
        ),
        patterns="[(var_declaration) (short_var_declaration)] @block",
    ),
    "rust": Grammar(
        module="tree_sitter_rust",
        functions=("function_item", "macro_definition"),
        bodies=(
            "block", "declaration_list", "field_declaration_list", "enum_variant_list", "match_block",
        ),
        comments=("line_comment", "block_comment"),
        attributes=("attribute_item",),
    ),
    "csharp": Grammar(
        module="tree_sitter_c_sharp",
        embodied=True,
        functions=(
            "method_declaration", "constructor_declaration", "destructor_declaration", "operator_declaration",
            "conversion_operator_declaration", "local_function_statement",
        ),
        bodies=("block", "declaration_list", "accessor_list", "enum_member_declaration_list", "switch_body"),
    ),
    "php": Grammar(
        module="tree_sitter_php",
        embodied=True,
        entry="language_php",
        functions=("function_definition", "method_declaration"),
        bodies=("compound_statement", "declaration_list", "switch_block", "enum_declaration_list", "match_block",
                "colon_block"),
    ),
    "ruby": Grammar(
        module="tree_sitter_ruby",
        functions=("method", "singleton_method"),
        blocks=(
            "class", "module", "singleton_class", "if", "unless", "while", "until", "for", "case", "begin", "do_block",
            "block",
        ),
    ),
    "bash": Grammar(
        module="tree_sitter_bash",
        functions=("function_definition",),
        bodies=("compound_statement", "do_group"),
        blocks=("if_statement", "case_statement", "case_item"),
    ),
    "kotlin": Grammar(
        module="tree_sitter_kotlin",
        functions=("function_declaration", "secondary_constructor"),
        bodies=("block", "class_body", "enum_class_body", "lambda_literal"),
        blocks=("when_expression",),
        comments=("line_comment", "block_comment"),
    ),
    "scala": Grammar(
        module="tree_sitter_scala",
        functions=("function_definition",),
        bodies=("template_body", "block", "case_block", "indented_block"),
        comments=("comment", "block_comment"),
    ),
    "swift": Grammar(
        module="tree_sitter_swift",
        functions=("function_declaration", "init_declaration", "deinit_declaration"),
        bodies=("class_body", "protocol_body", "enum_class_body", "computed_property", "statements"),
        comments=("comment", "multiline_comment"),
    ),
    "lua": Grammar(
        module="tree_sitter_lua",
        functions=("function_declaration",),
        blocks=(
            "if_statement", "while_statement", "for_statement", "repeat_statement", "do_statement",
            "function_definition",
        ),
        patterns="""
(variable_declaration (assignment_statement (expression_list value: (function_definition)))) @function
(chunk (assignment_statement (expression_list value: (function_definition))) @function)
(block (assignment_statement (expression_list value: (function_definition))) @function)
(field value: (function_definition)) @function
""",
    ),
}  # fmt: skip
