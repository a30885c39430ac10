/* Decides whether a packet may pass: the first rule that fits decides, and nothing passes where none does. */
#include "mgd.h"

static bool fits(const struct mg_rule *rule, uint32_t source, uint32_t target, uint8_t protocol, uint16_t port)
{
    if (rule->protocol != 0 && rule->protocol != protocol)
        return false;
    if ((source & rule->source_mask) != (rule->source & rule->source_mask))
        return false;
    if ((target & rule->target_mask) != (rule->target & rule->target_mask))
        return false;
    return port >= rule->port_first && port <= rule->port_last;
}

bool mg_firewall_allows(const struct mg_config *config, uint32_t source, uint32_t target,
                        uint8_t protocol, uint16_t port)
{
    size_t index;

    for (index = 0; index < config->rule_count; index++) {
        const struct mg_rule *rule = &config->rules[index];

        if (fits(rule, source, target, protocol, port))
            return rule->allow;
    }
    return false;
}
