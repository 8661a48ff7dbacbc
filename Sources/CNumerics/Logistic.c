#include "CNumerics.h"
#include "Kernels.h"

#include <string.h>

// exp(-|x|) by reduction to |r| <= log(2) / 2 and the Taylor polynomial of degree 13 (truncation 4e-18), then
// 1 / (1 + e) or e / (1 + e): neither form cancels. The power of two is applied in two halves, so that results below the
// smallest normal number are right too. Adding 1.5 * 2^52 rounds to an integer and leaves it in the low bits.
INLINED void logistic(double *values, size_t count) {
  const double shifter = 0x1.8p52;
  for (size_t i = 0; i < count; i++) {
    const double x = values[i];
    const double magnitude = x < 0 ? x : -x;
    const double y = magnitude < -760 ? -760 : magnitude;
    const double shifted = y * 0x1.71547652b82fep0 + shifter;
    const double k = shifted - shifter;
    const double high = y - k * 0x1.62e42fefa0000p-1;
    const double low = k * 0x1.cf79abc9e3b3ap-40;
    const double r = high - low;
    const double correction = (high - r) - low;
    double p = 1.0 / 6227020800.0;
    p = p * r + 1.0 / 479001600.0;
    p = p * r + 1.0 / 39916800.0;
    p = p * r + 1.0 / 3628800.0;
    p = p * r + 1.0 / 362880.0;
    p = p * r + 1.0 / 40320.0;
    p = p * r + 1.0 / 5040.0;
    p = p * r + 1.0 / 720.0;
    p = p * r + 1.0 / 120.0;
    p = p * r + 1.0 / 24.0;
    p = p * r + 1.0 / 6.0;
    p = p * r + 0.5;
    const double e = 1.0 + (r + (r * r * p + correction));
    long long bits, halfBits, restBits;
    memcpy(&bits, &shifted, sizeof bits);
    const long long exponent = bits - 0x4338000000000000LL;
    const long long half = (exponent + 2048) / 2 - 1024;
    halfBits = (half + 1023) << 52;
    restBits = (exponent - half + 1023) << 52;
    double halfPower, restPower;
    memcpy(&halfPower, &halfBits, sizeof halfPower);
    memcpy(&restPower, &restBits, sizeof restPower);
    const double z = e * halfPower * restPower;
    const double d = 1.0 + z;
    values[i] = (x < 0 ? z : 1.0) / d;
  }
}

DISPATCHED(peilstok_logistic, (double *values, size_t count), (values, count), logistic)
