/* mgd: starts the gateway's management daemon, reads its configuration, and serves until it is told to stop. */
#include "mgd.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t stop_requested;
static volatile sig_atomic_t reload_requested;

static void on_signal(int number)
{
    if (number == SIGHUP)
        reload_requested = 1;
    else
        stop_requested = 1;
}

static int install_handlers(void)
{
    struct sigaction action;

    memset(&action, 0, sizeof action);
    action.sa_handler = on_signal;
    sigemptyset(&action.sa_mask);
    if (sigaction(SIGTERM, &action, NULL) != 0 || sigaction(SIGINT, &action, NULL) != 0)
        return MG_ERR_IO;
    return sigaction(SIGHUP, &action, NULL) == 0 ? MG_OK : MG_ERR_IO;
}

static int load(const char *path, struct mg_config *config)
{
    char why[128];
    int status = mg_config_load(path, config);

    if (status != MG_OK) {
        mg_log("main", "cannot load %s: %d", path, status);
        return status;
    }
    status = mg_config_check(config, why, sizeof why);
    if (status != MG_OK)
        mg_log("main", "%s is not usable: %s", path, why);
    return status;
}

int main(int argc, char **argv)
{
    static struct mg_config config;
    const char *path = argc > 1 ? argv[1] : "/etc/mgd/gateway.ini";

    if (install_handlers() != MG_OK || load(path, &config) != MG_OK)
        return EXIT_FAILURE;
    mg_log("main", "gateway %s %s ready", config.hostname, MG_VERSION);

    while (!stop_requested) {
        struct timespec pause = {.tv_sec = 1, .tv_nsec = 0};

        if (reload_requested) {
            static struct mg_config fresh;

            reload_requested = 0;
            /* 新配置有误时继续使用旧配置，避免现场断网。 */
            if (load(path, &fresh) == MG_OK)
                config = fresh;
        }
        if (nanosleep(&pause, NULL) != 0 && errno != EINTR)
            break;
    }
    mg_log("main", "stopped");
    return EXIT_SUCCESS;
}
