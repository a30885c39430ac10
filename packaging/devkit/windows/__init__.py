"""The Windows installer: what stands in it, its WiX source, the compilers, the signatures, and a look inside it.

Compiled and inspected on Linux with wixl, installed and removed there under Wine; never run on Windows.
"""
