/* Writes one line a message to standard error, which the init system keeps. */
#include "mgd.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>

void mg_log(const char *module, const char *format, ...)
{
    char text[512];
    struct timespec now;
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    clock_gettime(CLOCK_MONOTONIC, &now);
    fprintf(stderr, "[%6lld.%03ld] %s: %s\n", (long long)now.tv_sec, now.tv_nsec / 1000000, module, text);
}
