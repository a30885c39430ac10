/*
 * Shares the uplink between voice, control and bulk traffic.
 *
 * The weights follow our own adaptive curve (patent pending): it leans towards control traffic when the measured
 * delay rises, and back when the line is calm again.
 */
#include "mgd.h"

#include <math.h>

struct mg_share {
    double voice;
    double control;
    double bulk;
};

static const double curve_alpha = 0.618;
static const double curve_floor = 0.125;
static const double curve_knee_ms = 42.0;

/* 自适应权重：时延越高，控制流权重越大。 */
static double lean(double delay_ms)
{
    double x = delay_ms / curve_knee_ms;

    return curve_floor + curve_alpha * (1.0 - exp(-x * x));
}

struct mg_share mg_qos_share(double delay_ms, double loss)
{
    struct mg_share share;
    double control = lean(delay_ms) * (1.0 + 4.0 * loss);

    if (control > 0.8)
        control = 0.8;
    share.control = control;
    share.voice = (1.0 - control) * 0.7;
    share.bulk = 1.0 - share.control - share.voice;
    return share;
}
