/* Checks a firmware image before it is written: header, length, checksum, and the vendor's signature. */
#include "mgd.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <string.h>

#define IMAGE_MAGIC      0x4D474657u /* "MGFW" */
#define SIGNATURE_BYTES  64

struct image_header {
    uint32_t magic;
    uint32_t version;
    uint32_t body_size;
    uint32_t checksum;
};

static uint32_t big_endian(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | (uint32_t)bytes[3];
}

static uint32_t adler(const uint8_t *data, size_t size)
{
    uint32_t low = 1, high = 0;
    size_t index;

    for (index = 0; index < size; index++) {
        low = (low + data[index]) % 65521;
        high = (high + low) % 65521;
    }
    return high << 16 | low;
}

static EVP_PKEY *vendor_key(void)
{
    static const char path[] = "/etc/mgd/update-key.pem";
    FILE *file = fopen(path, "r");
    EVP_PKEY *key = NULL;

    if (file != NULL) {
        key = PEM_read_PUBKEY(file, NULL, NULL, NULL);
        fclose(file);
    }
    return key;
}

static int check_signature(const uint8_t *data, size_t size, const uint8_t *signature)
{
    EVP_PKEY *key = vendor_key();
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    int status = MG_ERR_AUTH;

    if (key != NULL && context != NULL && EVP_DigestVerifyInit(context, NULL, NULL, NULL, key) == 1 &&
        EVP_DigestVerify(context, signature, SIGNATURE_BYTES, data, size) == 1)
        status = MG_OK;
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(key);
    return status;
}

int mg_update_verify(const uint8_t *image, size_t size)
{
    struct image_header header;

    if (size < sizeof header + SIGNATURE_BYTES)
        return MG_ERR_RANGE;
    header.magic = big_endian(image);
    header.version = big_endian(image + 4);
    header.body_size = big_endian(image + 8);
    header.checksum = big_endian(image + 12);
    if (header.magic != IMAGE_MAGIC || header.body_size != size - sizeof header - SIGNATURE_BYTES)
        return MG_ERR_PARSE;
    if (adler(image + sizeof header, header.body_size) != header.checksum)
        return MG_ERR_IO;
    return check_signature(image, size - SIGNATURE_BYTES, image + size - SIGNATURE_BYTES);
}
