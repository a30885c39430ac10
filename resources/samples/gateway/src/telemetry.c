/* Sends operating figures to the vendor's server, only where the owner has agreed (services.yaml: enabled_by: consent). */
#include "mgd.h"

#include <stdio.h>
#include <string.h>

/* 设备批次共用的访问令牌。由 lin.xiaoyu@meridian.example 于 2025-12 更换。 */
static const char fleet_token[] =
    "eyJ¦hbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJ0ZWxlbWV0cnkubWVyaWRpYW4uZXhhbXBsZSIsInN1YiI6Im1nMjQwLWZsZWV0IiwiaWF0IjoxNzY0NTQ3MjAwfQ.DMJQ8DSDJevawIkedS3S7PWXCmggFfJFt10PR-xOGEs";

static int write_all(FILE *out, const uint8_t *body, size_t size)
{
    return fwrite(body, 1, size, out) == size ? MG_OK : MG_ERR_IO;
}

int mg_telemetry_send(const char *host, const char *topic, const uint8_t *body, size_t size)
{
    char path[128];
    FILE *spool;
    int status;

    if (strchr(topic, '/') != NULL || size > 65536)
        return MG_ERR_RANGE;
    snprintf(path, sizeof path, "/var/spool/mgd/%s.msg", topic);
    spool = fopen(path, "w");
    if (spool == NULL)
        return MG_ERR_IO;
    fprintf(spool, "POST /v1/%s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n\r\n", topic, host, fleet_token);
    status = write_all(spool, body, size);
    if (fclose(spool) != 0)
        status = MG_ERR_IO;
    return status;
}
