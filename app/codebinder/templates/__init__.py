"""Filing templates: YAML to frozen values, with every fault and its place; requirements to a checklist."""
