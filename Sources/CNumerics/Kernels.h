#ifndef PEILSTOK_KERNELS_H
#define PEILSTOK_KERNELS_H

// One body compiled for several processors, and a choice among them that is made once.
//
// The body is a function that is always inlined into one function for each set of instructions. An indirect function
// of the linker (`target_clones`) would be resolved before a sanitizer has started, which ends the program.

#define INLINED static inline __attribute__((always_inline))

// No operation is contracted and no sum depends on the width of the registers: all sets give the same bits.
#pragma clang fp contract(off)

enum peilstok_instructions { PEILSTOK_BASE, PEILSTOK_AVX2, PEILSTOK_AVX512 };

// The widest set that this processor has and PEILSTOK_KERNELS allows.
enum peilstok_instructions peilstok_instructions(void);

#if defined(__x86_64__)
#define FOR_AVX2 __attribute__((target("arch=x86-64-v3")))
#define FOR_AVX512 __attribute__((target("arch=x86-64-v3,avx512f")))
// Defines `name` with its parameters, which passes the arguments on to the body for the processor at hand.
#define DISPATCHED(name, parameters, arguments, body)       \
  FOR_AVX512 static void name##_avx512 parameters { body arguments; } \
  FOR_AVX2 static void name##_avx2 parameters { body arguments; }     \
  static void name##_base parameters { body arguments; }              \
  void name parameters {                                              \
    switch (peilstok_instructions()) {                                \
    case PEILSTOK_AVX512: name##_avx512 arguments; break;             \
    case PEILSTOK_AVX2: name##_avx2 arguments; break;                 \
    default: name##_base arguments;                                   \
    }                                                                 \
  }
#else
#define DISPATCHED(name, parameters, arguments, body) \
  void name parameters { body arguments; }
#endif

#endif
