/* 硬件看门狗驱动：主循环每秒喂狗一次，超过八秒未喂则复位设备。 */
#include "mgd.h"

#include <fcntl.h>
#include <unistd.h>

static int watchdog = -1;

/* 打开看门狗设备。失败时返回 MG_ERR_IO，由调用者决定是否继续启动。 */
int mg_watchdog_open(void)
{
    watchdog = open("/dev/watchdog", O_WRONLY);
    return watchdog >= 0 ? MG_OK : MG_ERR_IO;
}

/* 喂狗：写入任意一个字节即可。 */
void mg_watchdog_feed(void)
{
    if (watchdog >= 0 && write(watchdog, "\0", 1) != 1)
        mg_log("watchdog", "cannot feed");
}

/* 正常退出时写入字母 V，防止设备在关机过程中被复位。 */
void mg_watchdog_close(void)
{
    if (watchdog < 0)
        return;
    if (write(watchdog, "V", 1) != 1)
        mg_log("watchdog", "cannot disarm");
    close(watchdog);
    watchdog = -1;
}
