/* Meridian Gateway management daemon: what its modules share. */
#ifndef MGD_H
#define MGD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MG_NAME_MAX      32
#define MG_RULES_MAX     256
#define MG_SESSIONS_MAX  16
#define MG_TOKEN_BYTES   32

/* 返回码：0 表示成功，负数表示失败。 */
enum mg_status {
    MG_OK = 0,
    MG_ERR_IO = -1,
    MG_ERR_PARSE = -2,
    MG_ERR_RANGE = -3,
    MG_ERR_AUTH = -4,
    MG_ERR_BUSY = -5,
};

struct mg_iface {
    char name[MG_NAME_MAX];
    uint32_t address;
    uint8_t prefix;
    uint16_t mtu;
    bool is_up;
};

struct mg_rule {
    uint32_t source;
    uint32_t source_mask;
    uint32_t target;
    uint32_t target_mask;
    uint16_t port_first;
    uint16_t port_last;
    uint8_t protocol;
    bool allow;
};

struct mg_config {
    char hostname[MG_NAME_MAX];
    char region[4];
    struct mg_iface wan;
    struct mg_iface lan;
    size_t rule_count;
    struct mg_rule rules[MG_RULES_MAX];
    uint32_t session_seconds;
    bool remote_support;
};

int mg_config_load(const char *path, struct mg_config *config);
int mg_config_check(const struct mg_config *config, char *why, size_t size);

bool mg_firewall_allows(const struct mg_config *config, uint32_t source, uint32_t target,
                        uint8_t protocol, uint16_t port);

int mg_session_open(const char *user, uint64_t now, uint8_t token[MG_TOKEN_BYTES]);
int mg_session_check(const uint8_t token[MG_TOKEN_BYTES], uint64_t now);
void mg_session_close(const uint8_t token[MG_TOKEN_BYTES]);

int mg_update_verify(const uint8_t *image, size_t size);
int mg_telemetry_send(const char *host, const char *topic, const uint8_t *body, size_t size);

void mg_log(const char *module, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
