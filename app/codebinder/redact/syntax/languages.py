"""Which syntax a file is read by: from its name, a first `#!` line, and where names are shared a look at the text."""

from __future__ import annotations

import re

_EXTENSIONS: dict[str, str] = {
    "c": "c h xpm xbm y l cu cl ino pde xs mc",
    "cpp": "cc cpp cxx c++ hpp hh hxx h++ inl ipp tpp tcc cppm ixx",
    "python": "py pyi pyw pyx pxd wsgi bzl star",
    "java": "java jsh",
    "javascript": "js mjs cjs jsx es6 qml jsm wxs",
    "typescript": "ts mts cts",
    "tsx": "tsx",
    "go": "go",
    "rust": "rs",
    "csharp": "cs csx",
    "php": "php php3 php4 php5 php7 phtml inc.php ctp",
    "ruby": "rb rake gemspec ru podspec rbw",
    "bash": "sh bash ksh zsh ash bats ebuild eclass envrc",
    "kotlin": "kt kts ktm",
    "scala": "scala sc sbt",
    "swift": "swift",
    "lua": "lua luau nse rockspec",
    "shader": "glsl vert frag geom comp tesc tese hlsl hlsli fx fxh metal wgsl cg usf ush shader compute cginc",
    "groovy": "groovy gradle gvy",
    "clike": "m mm d dart vala zig sol proto thrift idl aidl fbs pike nut chpl bt stp bpftrace "
    "dts dtsi dtso ld lds hpp.in h.in c.in as hx mxml v2 cuh asl smali1 ecl jsonc",
    "json": "json json5 webmanifest geojson ipynb har avsc",
    "css": "css scss less pcss styl",
    "perl": "pl pm t perl pod psgi",
    "powershell": "ps1 psm1 psd1",
    "tcl": "tcl tk exp sdc xdc itcl tm do",
    "r": "r rmd",
    "awk": "awk gawk",
    "hcl": "tf tfvars hcl nix",
    "nginx": "nginx vcl",
    "sql": "sql ddl dml pls plsql pks pkb psql mysql prc trg",
    "vhdl": "vhd vhdl",
    "ada": "adb ads",
    "haskell": "hs lhs elm purs",
    "ocaml": "ml mli fs fsi fsx sml",
    "verilog": "v sv svh vh vams va",
    "matlab": "octave mlx",
    "fortran": "f f90 f95 f03 f08 for ftn f77",
    "pascal": "pas pp dpr lpr inc.pas dpk",
    "vb": "vb bas frm cls vbs vba",
    "elixir": "ex exs",
    "julia": "jl",
    "erlang": "erl hrl",
    "lisp": "lisp lsp cl-lisp el scm ss rkt clj cljs cljc edn sld fnl",
    "asm": "s sx",
    "nasm": "asm nasm a51 masm",
    "make": "mk mak make am",
    "cmake": "cmake",
    "xml": "xml xsd xsl xslt svg html htm xhtml xaml plist vue svelte jsp jspx aspx ascx cshtml jsf ui qrc ts.xml wsdl "
    "rng resx csproj vbproj vcxproj props targets config nuspec pom storyboard xib tei dita rss atom kml gpx fxml "
    "ftl tpl hbs mustache erb ejs",
    "markup": "md markdown rst adoc txt text",
    "toml": "toml",
    "ini": "ini cfg conf cnf inf reg editorconfig gitconfig service timer socket mount target desktop properties "
    "desktop.in repo",
    "yaml": "yaml yml cff clang-format sls",
    "indent": "nim coffee pug jade haml sass gd slim",
    "batch": "bat cmd",
    "tex": "tex sty cls.tex bib ltx",
    "asn1": "asn asn1",
    "kconfig": "kconfig",
    "diff": "diff patch",
}  # fmt: skip
_BY_EXTENSION = {ending: language for language, endings in _EXTENSIONS.items() for ending in endings.split()}
_BY_NAME = {
    "makefile": "make", "gnumakefile": "make", "kbuild": "make", "cmakelists.txt": "cmake", "dockerfile": "hash",
    "containerfile": "hash", "jenkinsfile": "groovy", "gemfile": "ruby", "rakefile": "ruby", "vagrantfile": "ruby",
    "podfile": "ruby", "fastfile": "ruby", "sconstruct": "python", "sconscript": "python", "wscript": "python",
    "build": "python", "workspace": "python", "configure": "bash", ".bashrc": "bash", ".profile": "bash",
    "apkbuild": "bash", "pkgbuild": "bash", "kconfig": "kconfig", "meson.build": "hash", "nginx.conf": "nginx",
    ".gitconfig": "ini", ".emacs": "lisp",
}  # fmt: skip
_INTERPRETERS = {
    "sh": "bash", "bash": "bash", "dash": "bash", "ash": "bash", "ksh": "bash", "zsh": "bash", "python": "python",
    "perl": "perl", "ruby": "ruby", "node": "javascript", "deno": "typescript", "lua": "lua", "php": "php",
    "awk": "awk", "gawk": "awk", "mawk": "awk", "tclsh": "tcl", "wish": "tcl", "expect": "tcl", "make": "make",
    "rscript": "r", "groovy": "groovy", "escript": "erlang", "julia": "julia", "elixir": "elixir", "guile": "lisp",
    "sbcl": "lisp", "racket": "lisp",
}  # fmt: skip
_SHEBANG = re.compile(rb"#![ \t]*(\S+)(?:[ \t]+(?:-\S+[ \t]+|\w+=\S+[ \t]+)*(\S+))?")
_SAMPLE = 65_536
_CPP = re.compile(
    rb"^[ \t]*(?:class\s+\w[^;{]{0,400}[{:]|template\s*<|namespace\b|using\s+\w|(?:public|private|protected):)",
    re.MULTILINE,
)
_OBJECTIVE_C = re.compile(
    rb"^[ \t]*(?:@(?:interface|implementation|protocol|import|class)\b|#[ \t]*(?:import|include))", re.MULTILINE
)
_XML = re.compile(rb"\s*<(?:\?xml|!DOCTYPE|[A-Za-z][\w:.-]*[\s/>])")
_JSON = re.compile(rb"\s*[\[{]\s*[\"\[{\]}]")


def language_of(path: bytes, code: bytes) -> str:
    """Give the name of the syntax of a file; empty where nothing tells it."""
    name = path.rpartition(b"/")[2].decode("utf-8", "replace")
    lower = name.lower()
    if (known := _BY_NAME.get(lower)) is not None:
        return known
    stem, dot, ending = lower.rpartition(".")
    if dot and ending in {"in", "tmpl", "template", "j2", "orig", "bak", "dist", "example", "sample"}:
        stem, dot, ending = stem.rpartition(".")
    if dot and stem and (known := _BY_EXTENSION.get(ending)) is not None:
        return _shared(ending, known, code)
    if lower.startswith(("makefile", "dockerfile", "kconfig")):
        return _BY_NAME[re.match(r"[a-z]+?file|kconfig", lower)[0]]  # type: ignore[index]
    return _by_text(code)


def _shared(ending: str, known: str, code: bytes) -> str:
    sample = code[:_SAMPLE]
    if ending == "h" and _CPP.search(sample):
        return "cpp"
    if ending == "m" and not _OBJECTIVE_C.search(sample):
        return "matlab"
    if ending == "ts" and _XML.match(sample):
        return "xml"  # Qt's translations
    if ending == "php" and b"<?" not in sample:
        return "xml"
    return known


def _by_text(code: bytes) -> str:
    match = _SHEBANG.match(code[:400])
    if match is not None:
        program = match[1].rpartition(b"/")[2]
        if program == b"env" and match[2]:
            program = match[2].rpartition(b"/")[2]
        return _INTERPRETERS.get(program.decode("ascii", "replace").rstrip("0123456789.").lower(), "hash")
    sample = code[:_SAMPLE]
    if _XML.match(sample):
        return "xml"
    return "json" if _JSON.match(sample) else ""
