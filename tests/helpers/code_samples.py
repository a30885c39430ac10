"""Small programs in many languages, each with its functions: name, first and last line. The first comment has CJK."""

from __future__ import annotations

from typing import NamedTuple


class Sample(NamedTuple):
    path: bytes
    text: str
    functions: tuple[tuple[str, int, int], ...]
    comments: int


SAMPLES = (
    Sample(
        b"src/pump.c",
        '/* 泵 "{" */\n'
        "#include <stdio.h>\n"
        "#define LIMIT 3\n"
        "\n"
        "// one }\n"
        "// two\n"
        "static const char *pump_name(int id)\n"
        "{\n"
        "    if (id) {\n"
        '        return "}{";\n'
        "    }\n"
        "    return NULL; /* none */\n"
        "}\n"
        "\n"
        "void (*pick(int k))(void) {\n"
        "    return 0;\n"
        "}\n",
        (("pump_name", 7, 13), ("pick", 15, 17)),
        3,
    ),
    Sample(
        b"src/gauge.cpp",
        "// 表\n"
        "namespace gauge {\n"
        "template <typename T>\n"
        "T Dial<T>::read(int a) const\n"
        "{\n"
        "    return T(a);\n"
        "}\n"
        "\n"
        "class Needle {\n"
        "public:\n"
        "    Needle() : x_(1) {}\n"
        "    int turn() { return x_; }\n"
        "private:\n"
        "    int x_;\n"
        "};\n"
        "}\n",
        (("Dial<T>::read", 3, 7), ("Needle", 11, 11), ("turn", 12, 12)),
        1,
    ),
    Sample(
        b"tool.py",
        "import os\n"
        "\n"
        "# 泵\n"
        "@wrap\n"
        "@wrap2(\n"
        '    "x"\n'
        ")\n"
        "def first(a,\n"
        "          b):\n"
        '    """Say it.\n'
        "\n"
        "    Twice.\n"
        '    """\n'
        "    if a:\n"
        '        return "def no():"\n'
        "    return b\n"
        "\n"
        "\n"
        "class Box:\n"
        "    async def second(self): return 1\n",
        (("first", 4, 16), ("second", 20, 20)),
        2,
    ),
    Sample(
        b"Valve.java",
        "/** 阀 */\n"
        "class Valve {\n"
        "    @Override\n"
        "    public int open(int n) throws Exception {\n"
        "        for (int i = 0; i < n; i++) {\n"
        "            run();\n"
        "        }\n"
        "        return n;\n"
        "    }\n"
        "\n"
        "    Valve() {\n"
        "    }\n"
        "}\n",
        (("open", 3, 9), ("Valve", 11, 12)),
        1,
    ),
    Sample(
        b"web/view.js",
        "// 视图\n"
        "export function draw(a) {\n"
        "  return a ? `}${a}` : '{';\n"
        "}\n"
        "\n"
        "const size = (b) => {\n"
        "  return b;\n"
        "};\n"
        "\n"
        "const table = {\n"
        "  pick: function (k) {\n"
        "    return k;\n"
        "  },\n"
        "  put(k) { return k; },\n"
        "};\n"
        "let number = other(1);\n",
        (("draw", 2, 4), ("size", 6, 8), ("pick", 11, 13), ("put", 14, 14)),
        1,
    ),
    Sample(
        b"web/view.ts",
        "// 视图\n"
        "interface Shape { a: number }\n"
        "class Panel {\n"
        "  @log()\n"
        "  private show(x: Shape): number {\n"
        "    return x.a;\n"
        "  }\n"
        "}\n"
        "export async function load<T>(u: string): Promise<T> {\n"
        "  return get(u);\n"
        "}\n",
        (("show", 4, 7), ("load", 9, 11)),
        1,
    ),
    Sample(
        b"main.go",
        "package main\n"
        "\n"
        "// 主\n"
        "func (s *Server) Run(a []interface{}) error {\n"
        "\tif s.ok() {\n"
        "\t\treturn nil\n"
        "\t}\n"
        "\treturn s.err\n"
        "}\n"
        "\n"
        "func main() {\n"
        "\tgo func() { wait() }()\n"
        "}\n",
        (("Run", 4, 9), ("main", 11, 13)),
        1,
    ),
    Sample(
        b"lib.rs",
        "/* 锁 */\n"
        "#[inline]\n"
        "#[cfg(test)]\n"
        "pub fn lock<'a>(x: &'a str) -> &'a str {\n"
        "    match x {\n"
        "        _ => x,\n"
        "    }\n"
        "}\n"
        "\n"
        "impl Key {\n"
        "    fn turn(&self) -> u8 { 1 }\n"
        "}\n",
        (("lock", 2, 8), ("turn", 11, 11)),
        1,
    ),
    Sample(
        b"App.cs",
        "// 应用\n"
        "class App {\n"
        "    [Obsolete]\n"
        "    public int Start(string a) {\n"
        "        return a.Length;\n"
        "    }\n"
        "    public int Size { get; set; }\n"
        "}\n",
        (("Start", 3, 6),),
        1,
    ),
    Sample(
        b"page.php",
        "<h1>x</h1>\n"
        "<?php\n"
        "// 页\n"
        "function page_title($a) {\n"
        '    return "} $a";\n'
        "}\n"
        "class P {\n"
        "    public function render() {\n"
        "        return 1;\n"
        "    }\n"
        "}\n",
        (("page_title", 4, 6), ("render", 8, 10)),
        1,
    ),
    Sample(
        b"job.rb",
        "# 工作\n"
        "module Jobs\n"
        "  def self.run(a)\n"
        "    if a\n"
        "      a.each do |x|\n"
        "        puts x\n"
        "      end\n"
        "    end\n"
        "  end\n"
        "\n"
        "  def done?\n"
        "    true\n"
        "  end\n"
        "end\n",
        (("run", 3, 9), ("done?", 11, 13)),
        1,
    ),
    Sample(
        b"setup.sh",
        "#!/bin/sh\n"
        "# 安装\n"
        "say() {\n"
        '    echo "}"\n'
        "}\n"
        "\n"
        "function copy_all {\n"
        "    for f in *; do\n"
        '        cp "$f" /x\n'
        "    done\n"
        "}\n",
        (("say", 3, 5), ("copy_all", 7, 11)),
        1,
    ),
    Sample(
        b"Main.kt",
        "// 主\n"
        "class A(val x: Int) {\n"
        "    @Test\n"
        "    fun size(): Int {\n"
        "        return x\n"
        "    }\n"
        "}\n"
        "\n"
        "fun top(a: Int) = a + 1\n",
        (("size", 3, 6), ("top", 9, 9)),
        1,
    ),
    Sample(
        b"Main.scala",
        "// 主\n"
        "object Main {\n"
        "  def area(r: Double): Double = {\n"
        "    r * r\n"
        "  }\n"
        "}\n",
        (("area", 3, 5),),
        1,
    ),
    Sample(
        b"View.swift",
        "// 视图\n"
        "class View {\n"
        "    func draw(x: Int) -> Int {\n"
        "        return x\n"
        "    }\n"
        "}\n",
        (("draw", 3, 5),),
        1,
    ),
    Sample(
        b"init.lua",
        "-- 初始\n"
        "local M = {}\n"
        "function M.start(a)\n"
        "  if a then\n"
        "    return 1\n"
        "  end\n"
        "end\n"
        "\n"
        "M.stop = function()\n"
        "  return 2\n"
        "end\n"
        "return M\n",
        (("M.start", 3, 7), ("M.stop", 9, 11)),
        1,
    ),
    Sample(
        b"clean.pl",
        "# 清理\n"
        "use strict;\n"
        "sub clean_up {\n"
        "    my ($x) = @_;\n"
        "    if ($x) {\n"
        "        return 1;\n"
        "    }\n"
        "}\n",
        (("clean_up", 3, 8),),
        1,
    ),
    Sample(
        b"uart.v",
        "// 串口\n"
        "module uart_tx (input clk, output reg q);\n"
        "  function [7:0] flip;\n"
        "    input [7:0] a;\n"
        "    begin\n"
        "      flip = ~a;\n"
        "    end\n"
        "  endfunction\n"
        "  always @(posedge clk) begin\n"
        "    q <= 4'b0;\n"
        "  end\n"
        "endmodule\n",
        (("uart_tx", 2, 12), ("flip", 3, 8)),
        1,
    ),
    Sample(
        b"timer.vhd",
        "-- 定时\n"
        "entity timer is\n"
        "  port (clk : in bit);\n"
        "end timer;\n"
        "\n"
        "architecture rtl of timer is\n"
        "begin\n"
        "  tick : process (clk)\n"
        "  begin\n"
        "    if clk'event then\n"
        "      null;\n"
        "    end if;\n"
        "  end process;\n"
        "end rtl;\n",
        (("timer", 2, 4), ("rtl", 6, 14), ("tick", 8, 13)),
        1,
    ),
    Sample(
        b"fit.m",
        "% 拟合\n"
        "function [a, b] = fit_line(x)\n"
        "  for i = 1:3\n"
        "    a = x';\n"
        "  end\n"
        "  b = '%';\n"
        "end\n"
        "\n"
        "function other()\n"
        "  disp('end')\n"
        "end\n",
        (("fit_line", 2, 7), ("other", 9, 11)),
        1,
    ),
    Sample(
        b"boot.S",
        "/* 启动 */\n"
        "#include <asm.h>\n"
        "\t.globl _start\n"
        "_start:\n"
        "\tmov r0, #1\n"
        "1:\tb 1b\n"
        ".Llocal:\n"
        "\tbx lr\n"
        "\n"
        "ENTRY(reset_cpu)\n"
        "\tb reset_cpu\n"
        "ENDPROC(reset_cpu)\n",
        (("_start", 4, 8), ("reset_cpu", 10, 12)),
        1,
    ),
    Sample(
        b"schema.sql",
        "-- 表\n"
        "CREATE OR REPLACE FUNCTION add_one(a integer) RETURNS integer AS $$\n"
        "BEGIN\n"
        "  RETURN a + 1;\n"
        "END;\n"
        "$$ LANGUAGE plpgsql;\n",
        (("add_one", 2, 6),),
        1,
    ),
    Sample(
        b"list.el",
        ";; 列表\n"
        "(defun walk-list (xs)\n"
        '  "Say ( it."\n'
        "  (dolist (x xs)\n"
        '    (message "%s" x)))\n',
        (("walk-list", 2, 5),),
        1,
    ),
    Sample(
        b"light.glsl",
        "// 光\n"
        "uniform vec3 sun;\n"
        "vec3 shade(vec3 n) {\n"
        "    for (int i = 0; i < 3; i++) {\n"
        "        n += sun;\n"
        "    }\n"
        "    return n;\n"
        "}\n",
        (("shade", 3, 8),),
        1,
    ),
    Sample(
        b"solve.f90",
        "! 解\n"
        "module solver\n"
        "contains\n"
        "  subroutine step(x)\n"
        "    real :: x\n"
        "    if (x > 0) then\n"
        "      x = 1\n"
        "    end if\n"
        "  end subroutine step\n"
        "end module solver\n",
        (("solver", 2, 10), ("step", 4, 9)),
        1,
    ),
    Sample(
        b"unit1.pas",
        "{ 单元 }\n"
        "procedure Greet(a: string);\n"
        "begin\n"
        "  writeln('begin');\n"
        "end;\n",
        (("Greet", 2, 5),),
        1,
    ),
    Sample(
        b"tools.ps1",
        "<# 工具 #>\n"
        "function Get-Thing {\n"
        "    param($a)\n"
        '    if ($a) { "}" }\n'
        "}\n",
        (("Get-Thing", 2, 5),),
        1,
    ),
    Sample(
        b"lib.ex",
        "# 库\n"
        "defmodule Lib do\n"
        "  def run(a) do\n"
        "    if a do\n"
        "      1\n"
        "    end\n"
        "  end\n"
        "end\n",
        (("run", 3, 7),),
        1,
    ),
    Sample(
        b"plot.jl",
        "# 图\n"
        "function plot_it(x)\n"
        "    for i in x\n"
        "        println(i)\n"
        "    end\n"
        "end\n",
        (("plot_it", 2, 6),),
        1,
    ),
    Sample(
        b"sum.R",
        "# 和\n"
        "add_up <- function(a, b) {\n"
        "  a + b\n"
        "}\n",
        (("add_up", 2, 4),),
        1,
    ),
    Sample(
        b"proc.tcl",
        "# 过程\n"
        "proc greet {name} {\n"
        '    puts "hi"\n'
        "    if {1} {\n"
        "        puts x\n"
        "    }\n"
        "}\n",
        (("greet", 2, 7),),
        1,
    ),
    Sample(
        b"rules.cmake",
        "# 规则\n"
        "function(add_tool name)\n"
        "  if(name)\n"
        "    message(x)\n"
        "  endif()\n"
        "endfunction()\n",
        (("add_tool", 2, 6),),
        1,
    ),
)  # fmt: skip
