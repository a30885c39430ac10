"""The papers of a filing before there is a package: their languages, what folders are for, and a look at each."""
