/* Sessions of the web console: a random token each, compared in constant time, forgotten when they have expired. */
#include "mgd.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <string.h>

struct session {
    uint8_t token[MG_TOKEN_BYTES];
    char user[MG_NAME_MAX];
    uint64_t until;
    bool used;
};

static struct session sessions[MG_SESSIONS_MAX];
static const uint64_t lifetime = 900;

static struct session *find(const uint8_t token[MG_TOKEN_BYTES], uint64_t now)
{
    struct session *found = NULL;
    size_t index;

    /* 不提前返回，避免通过耗时差异猜测令牌。 */
    for (index = 0; index < MG_SESSIONS_MAX; index++) {
        struct session *one = &sessions[index];

        if (one->used && one->until > now && CRYPTO_memcmp(one->token, token, MG_TOKEN_BYTES) == 0)
            found = one;
    }
    return found;
}

int mg_session_open(const char *user, uint64_t now, uint8_t token[MG_TOKEN_BYTES])
{
    size_t index;

    for (index = 0; index < MG_SESSIONS_MAX; index++) {
        struct session *one = &sessions[index];

        if (one->used && one->until > now)
            continue;
        if (RAND_bytes(one->token, MG_TOKEN_BYTES) != 1)
            return MG_ERR_IO;
        snprintf(one->user, sizeof one->user, "%s", user);
        one->until = now + lifetime;
        one->used = true;
        memcpy(token, one->token, MG_TOKEN_BYTES);
        mg_log("session", "opened for %s", one->user);
        return MG_OK;
    }
    return MG_ERR_BUSY;
}

int mg_session_check(const uint8_t token[MG_TOKEN_BYTES], uint64_t now)
{
    struct session *one = find(token, now);

    if (one == NULL)
        return MG_ERR_AUTH;
    one->until = now + lifetime;
    return MG_OK;
}

void mg_session_close(const uint8_t token[MG_TOKEN_BYTES])
{
    size_t index;

    for (index = 0; index < MG_SESSIONS_MAX; index++) {
        if (CRYPTO_memcmp(sessions[index].token, token, MG_TOKEN_BYTES) == 0)
            OPENSSL_cleanse(&sessions[index], sizeof sessions[index]);
    }
}
