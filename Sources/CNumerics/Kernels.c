#include "Kernels.h"

#include "CNumerics.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[] = {"base", "avx2", "avx512"};
static enum peilstok_instructions chosen = PEILSTOK_BASE;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void choose(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2")) {
    chosen = __builtin_cpu_supports("avx512f") ? PEILSTOK_AVX512 : PEILSTOK_AVX2;
  }
#endif
  // What a comparison of processors asks for on one of them; a set that is not there is never chosen.
  const char *wanted = getenv("PEILSTOK_KERNELS");
  for (int i = 0; wanted && i < (int)chosen; i++) {
    if (strcmp(wanted, names[i]) == 0) chosen = (enum peilstok_instructions)i;
  }
}

enum peilstok_instructions peilstok_instructions(void) {
  pthread_once(&once, choose);
  return chosen;
}

const char *peilstok_kernels(void) { return names[peilstok_instructions()]; }
