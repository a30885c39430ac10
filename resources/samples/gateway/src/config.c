/* Reads gateway.ini: sections, `key = value` lines, `;` comments. Unknown keys are errors, so that typing errors show. */
#include "mgd.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reader {
    struct mg_config *config;
    char section[MG_NAME_MAX];
    unsigned line;
};

static char *trimmed(char *text)
{
    char *end;

    while (isspace((unsigned char)*text))
        text++;
    end = text + strlen(text);
    while (end > text && isspace((unsigned char)end[-1]))
        end--;
    *end = '\0';
    return text;
}

static int parse_number(const char *text, unsigned long least, unsigned long most, unsigned long *out)
{
    char *end;
    unsigned long value = strtoul(text, &end, 10);

    if (end == text || *end != '\0')
        return MG_ERR_PARSE;
    if (value < least || value > most)
        return MG_ERR_RANGE;
    *out = value;
    return MG_OK;
}

static int parse_address(const char *text, uint32_t *address, uint8_t *prefix)
{
    unsigned a, b, c, d, bits;
    char rest;

    if (sscanf(text, "%u.%u.%u.%u/%u%c", &a, &b, &c, &d, &bits, &rest) != 5)
        return MG_ERR_PARSE;
    if (a > 255 || b > 255 || c > 255 || d > 255 || bits > 32)
        return MG_ERR_RANGE;
    *address = (uint32_t)a << 24 | (uint32_t)b << 16 | (uint32_t)c << 8 | (uint32_t)d;
    *prefix = (uint8_t)bits;
    return MG_OK;
}

static int set_interface(struct mg_iface *iface, const char *key, const char *value)
{
    unsigned long number;
    int status;

    if (strcmp(key, "address") == 0)
        return parse_address(value, &iface->address, &iface->prefix);
    if (strcmp(key, "mtu") == 0) {
        status = parse_number(value, 576, 9216, &number);
        if (status == MG_OK)
            iface->mtu = (uint16_t)number;
        return status;
    }
    if (strcmp(key, "name") == 0) {
        snprintf(iface->name, sizeof iface->name, "%s", value);
        return MG_OK;
    }
    return MG_ERR_PARSE;
}

static int set_value(struct reader *reader, const char *key, const char *value)
{
    struct mg_config *config = reader->config;
    unsigned long number;
    int status;

    if (strcmp(reader->section, "wan") == 0)
        return set_interface(&config->wan, key, value);
    if (strcmp(reader->section, "lan") == 0)
        return set_interface(&config->lan, key, value);
    if (strcmp(key, "hostname") == 0) {
        snprintf(config->hostname, sizeof config->hostname, "%s", value);
        return MG_OK;
    }
    if (strcmp(key, "session_seconds") == 0) {
        status = parse_number(value, 60, 86400, &number);
        if (status == MG_OK)
            config->session_seconds = (uint32_t)number;
        return status;
    }
    if (strcmp(key, "remote_support") == 0) {
        config->remote_support = strcmp(value, "yes") == 0;
        return MG_OK;
    }
    return MG_ERR_PARSE;
}

static int read_line(struct reader *reader, char *line)
{
    char *text = trimmed(line);
    char *equals;

    if (*text == '\0' || *text == ';')
        return MG_OK;
    if (*text == '[') {
        char *end = strchr(text, ']');

        if (end == NULL || (size_t)(end - text) > sizeof reader->section)
            return MG_ERR_PARSE;
        *end = '\0';
        snprintf(reader->section, sizeof reader->section, "%s", text + 1);
        return MG_OK;
    }
    equals = strchr(text, '=');
    if (equals == NULL)
        return MG_ERR_PARSE;
    *equals = '\0';
    return set_value(reader, trimmed(text), trimmed(equals + 1));
}

int mg_config_load(const char *path, struct mg_config *config)
{
    struct reader reader = {.config = config};
    char line[512];
    int status = MG_OK;
    FILE *file = fopen(path, "r");

    if (file == NULL)
        return MG_ERR_IO;
    memset(config, 0, sizeof *config);
    config->session_seconds = 900;
    while (status == MG_OK && fgets(line, sizeof line, file) != NULL) {
        reader.line++;
        status = read_line(&reader, line);
        if (status != MG_OK)
            mg_log("config", "%s:%u: error %d", path, reader.line, status);
    }
    fclose(file);
    return status;
}

int mg_config_check(const struct mg_config *config, char *why, size_t size)
{
    if (config->hostname[0] == '\0') {
        snprintf(why, size, "no host name");
        return MG_ERR_RANGE;
    }
    if (config->wan.prefix == 0 || config->lan.prefix == 0) {
        snprintf(why, size, "an interface has no address");
        return MG_ERR_RANGE;
    }
    /* 内外网地址不得重叠。 */
    if ((config->wan.address ^ config->lan.address) >> (32 - config->lan.prefix) == 0) {
        snprintf(why, size, "wan and lan overlap");
        return MG_ERR_RANGE;
    }
    return MG_OK;
}
