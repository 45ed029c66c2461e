//===- ptx_runtime.h - The instructions of PTX in C -------------*- C -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What ptx_to_c.py makes of an instruction is a call of one of these functions:
// add_rn_f32 for add.rn.f32. They take registers of 64 bits, of which the type
// says how many count; see the PTX ISA, "Instruction Set".
//
//===----------------------------------------------------------------------===//

#ifndef PTX_RUNTIME_H
#define PTX_RUNTIME_H

#include <math.h>
#include <stdint.h>
#include <string.h>

typedef struct {
  uint32_t tid, ntid, ctaid, nctaid;
} Thread;

typedef struct {
  void (*run)(Thread, const char *);
  const unsigned (*parameters)[2];
  unsigned parameterCount;
} Kernel;

typedef struct {
  void *begin;
  unsigned bytes;
} Global;

// Memory. The driver that loads a module sets the function that accesses call,
// and the errors of approximate instructions, in units of the bounds that are
// documented: -1, 0 or 1.
void (*ptx_check)(uint64_t address, unsigned bytes, const char *what);
int ptx_approximation_error;

static inline void check(uint64_t address, unsigned bytes, const char *what) {
  ptx_check(address, bytes, what);
}
static inline uint64_t load(uint64_t address, unsigned bytes) {
  uint64_t value = 0;
  memcpy(&value, (const void *)address, bytes);
  return value;
}
static inline void store(uint64_t address, unsigned bytes, uint64_t value) {
  memcpy((void *)address, &value, bytes);
}
static inline uint64_t loadParameter(const char *parameters, unsigned offset,
                                     unsigned bytes) {
  return load((uint64_t)(parameters + offset), bytes);
}
static inline uint64_t bits(uint64_t value, unsigned count) {
  return count == 64 ? value : value & ((1ull << count) - 1);
}

// Registers as numbers, and back.
static inline float to_f32(uint64_t r) {
  uint32_t u = (uint32_t)r;
  float x;
  memcpy(&x, &u, 4);
  return x;
}
static inline double to_f64(uint64_t r) {
  double x;
  memcpy(&x, &r, 8);
  return x;
}
static inline float to_f16(uint64_t r) {
  uint16_t u = (uint16_t)r;
  _Float16 x;
  memcpy(&x, &u, 2);
  return (float)x;
}
static inline float to_bf16(uint64_t r) { return to_f32((r & 0xffff) << 16); }
static inline uint64_t from_f32(float x) {
  uint32_t u;
  memcpy(&u, &x, 4);
  return u;
}
static inline uint64_t from_f64(double x) {
  uint64_t u;
  memcpy(&u, &x, 8);
  return u;
}
static inline uint64_t from_f16(float x) {
  _Float16 half = (_Float16)x;
  uint16_t u;
  memcpy(&u, &half, 2);
  return u;
}
static inline uint64_t from_bf16(float x) {
  uint32_t u = (uint32_t)from_f32(x);
  return x != x ? 0x7fff : (u + 0x7fff + ((u >> 16) & 1)) >> 16;
}

// Arithmetic of floats. Hosts round to nearest even.
#define FLOAT_ARITHMETIC(T, C, FMA)                                            \
  static inline uint64_t add_rn_##T(uint64_t a, uint64_t b) {                  \
    C x = to_##T(a), y = to_##T(b);                                            \
    return from_##T(x + y);                                                    \
  }                                                                            \
  static inline uint64_t sub_rn_##T(uint64_t a, uint64_t b) {                  \
    C x = to_##T(a), y = to_##T(b);                                            \
    return from_##T(x - y);                                                    \
  }                                                                            \
  static inline uint64_t mul_rn_##T(uint64_t a, uint64_t b) {                  \
    C x = to_##T(a), y = to_##T(b);                                            \
    return from_##T(x * y);                                                    \
  }                                                                            \
  static inline uint64_t div_rn_##T(uint64_t a, uint64_t b) {                  \
    C x = to_##T(a), y = to_##T(b);                                            \
    return from_##T(x / y);                                                    \
  }                                                                            \
  static inline uint64_t fma_rn_##T(uint64_t a, uint64_t b, uint64_t c) {      \
    return from_##T(FMA(to_##T(a), to_##T(b), to_##T(c)));                     \
  }
FLOAT_ARITHMETIC(f32, float, fmaf)
FLOAT_ARITHMETIC(f64, double, fma)

#define FLOAT_SIGN(T, SIGN)                                                    \
  static inline uint64_t abs_##T(uint64_t a) { return a & ~(SIGN); }           \
  static inline uint64_t neg_##T(uint64_t a) { return a ^ (SIGN); }
FLOAT_SIGN(f16, 0x8000ull)
FLOAT_SIGN(bf16, 0x8000ull)
FLOAT_SIGN(f16x2, 0x80008000ull)
FLOAT_SIGN(bf16x2, 0x80008000ull)
FLOAT_SIGN(f32, 0x80000000ull)
FLOAT_SIGN(f32x2, 0x8000000080000000ull)
FLOAT_SIGN(f64, 0x8000000000000000ull)

// Two f32 in a register.
#define PAIR(LOW, HIGH) ((LOW) | (HIGH) << 32)
static inline uint64_t add_rn_f32x2(uint64_t a, uint64_t b) {
  return PAIR(add_rn_f32(a, b), add_rn_f32(a >> 32, b >> 32));
}
static inline uint64_t sub_rn_f32x2(uint64_t a, uint64_t b) {
  return PAIR(sub_rn_f32(a, b), sub_rn_f32(a >> 32, b >> 32));
}
static inline uint64_t mul_rn_f32x2(uint64_t a, uint64_t b) {
  return PAIR(mul_rn_f32(a, b), mul_rn_f32(a >> 32, b >> 32));
}
static inline uint64_t fma_rn_f32x2(uint64_t a, uint64_t b, uint64_t c) {
  return PAIR(fma_rn_f32(a, b, c), fma_rn_f32(a >> 32, b >> 32, c >> 32));
}

// rcp.approx.ftz.f64 drops the low 32 bits of operand and result.
static inline uint64_t rcp_approx_ftz_f64(uint64_t a) {
  uint64_t high = 0xffffffff00000000ull;
  uint64_t result = from_f64(1.0 / to_f64(a & high)) & high;
  return result + (int64_t)ptx_approximation_error * ((int64_t)1 << 32);
}

// Comparisons. Those of floats are false for NaN, or true with a u.
#define COMPARE(T, READ)                                                       \
  static inline uint64_t setp_eq_##T(uint64_t a, uint64_t b) {                 \
    return READ(a) == READ(b);                                                 \
  }                                                                            \
  static inline uint64_t setp_lt_##T(uint64_t a, uint64_t b) {                 \
    return READ(a) < READ(b);                                                  \
  }                                                                            \
  static inline uint64_t setp_le_##T(uint64_t a, uint64_t b) {                 \
    return READ(a) <= READ(b);                                                 \
  }                                                                            \
  static inline uint64_t setp_gt_##T(uint64_t a, uint64_t b) {                 \
    return READ(a) > READ(b);                                                  \
  }                                                                            \
  static inline uint64_t setp_ge_##T(uint64_t a, uint64_t b) {                 \
    return READ(a) >= READ(b);                                                 \
  }
#define COMPARE_FLOAT(T)                                                       \
  COMPARE(T, to_##T)                                                           \
  static inline uint64_t setp_nan_##T(uint64_t a, uint64_t b) {                \
    return to_##T(a) != to_##T(a) || to_##T(b) != to_##T(b);                   \
  }                                                                            \
  static inline uint64_t setp_num_##T(uint64_t a, uint64_t b) {                \
    return !setp_nan_##T(a, b);                                                \
  }                                                                            \
  static inline uint64_t setp_ne_##T(uint64_t a, uint64_t b) {                 \
    return setp_lt_##T(a, b) || setp_gt_##T(a, b);                             \
  }                                                                            \
  static inline uint64_t setp_equ_##T(uint64_t a, uint64_t b) {                \
    return !setp_ne_##T(a, b);                                                 \
  }                                                                            \
  static inline uint64_t setp_neu_##T(uint64_t a, uint64_t b) {                \
    return !setp_eq_##T(a, b);                                                 \
  }                                                                            \
  static inline uint64_t setp_ltu_##T(uint64_t a, uint64_t b) {                \
    return !setp_ge_##T(a, b);                                                 \
  }                                                                            \
  static inline uint64_t setp_leu_##T(uint64_t a, uint64_t b) {                \
    return !setp_gt_##T(a, b);                                                 \
  }                                                                            \
  static inline uint64_t setp_gtu_##T(uint64_t a, uint64_t b) {                \
    return !setp_le_##T(a, b);                                                 \
  }                                                                            \
  static inline uint64_t setp_geu_##T(uint64_t a, uint64_t b) {                \
    return !setp_lt_##T(a, b);                                                 \
  }
COMPARE_FLOAT(f16)
COMPARE_FLOAT(bf16)
COMPARE_FLOAT(f32)
COMPARE_FLOAT(f64)

// The other operand, if one is NaN; -0 is less than +0.
#define FLOAT_EXTREMES(T)                                                      \
  static inline uint64_t min_##T(uint64_t a, uint64_t b) {                     \
    if (to_##T(a) != to_##T(a) || to_##T(b) < to_##T(a))                       \
      return b;                                                                \
    return to_##T(a) == to_##T(b) ? a | b : a;                                 \
  }                                                                            \
  static inline uint64_t max_##T(uint64_t a, uint64_t b) {                     \
    if (to_##T(a) != to_##T(a) || to_##T(b) > to_##T(a))                       \
      return b;                                                                \
    return to_##T(a) == to_##T(b) ? a & b : a;                                 \
  }
FLOAT_EXTREMES(f32)
FLOAT_EXTREMES(f64)

// NaN, if one operand is.
#define NAN_F32 0x7fffffffull
static inline uint64_t min_NaN_f32(uint64_t a, uint64_t b) {
  return setp_nan_f32(a, b) ? NAN_F32 : min_f32(a, b);
}
static inline uint64_t max_NaN_f32(uint64_t a, uint64_t b) {
  return setp_nan_f32(a, b) ? NAN_F32 : max_f32(a, b);
}

// Arithmetic of integers.
#define INTEGER(T, C)                                                          \
  COMPARE(T, (C))                                                              \
  static inline uint64_t setp_ne_##T(uint64_t a, uint64_t b) {                 \
    return (C)a != (C)b;                                                       \
  }                                                                            \
  static inline uint64_t add_##T(uint64_t a, uint64_t b) {                     \
    return (C)(a + b);                                                         \
  }                                                                            \
  static inline uint64_t sub_##T(uint64_t a, uint64_t b) {                     \
    return (C)(a - b);                                                         \
  }                                                                            \
  static inline uint64_t mul_lo_##T(uint64_t a, uint64_t b) {                  \
    return (C)(a * b);                                                         \
  }                                                                            \
  static inline uint64_t mad_lo_##T(uint64_t a, uint64_t b, uint64_t c) {      \
    return (C)(a * b + c);                                                     \
  }                                                                            \
  static inline uint64_t div_##T(uint64_t a, uint64_t b) {                     \
    return (C)b ? (C)((C)a / (C)b) : 0;                                        \
  }                                                                            \
  static inline uint64_t rem_##T(uint64_t a, uint64_t b) {                     \
    return (C)b ? (C)((C)a % (C)b) : 0;                                        \
  }                                                                            \
  static inline uint64_t min_##T(uint64_t a, uint64_t b) {                     \
    return (C)a < (C)b ? (C)a : (C)b;                                          \
  }                                                                            \
  static inline uint64_t max_##T(uint64_t a, uint64_t b) {                     \
    return (C)a > (C)b ? (C)a : (C)b;                                          \
  }                                                                            \
  static inline uint64_t shr_##T(uint64_t a, uint64_t b) {                     \
    unsigned last = 8 * sizeof(C) - 1, n = (uint32_t)b;                        \
    return n > last ? (C)((C)a < 0 ? -1 : 0) : (C)((C)a >> n);                 \
  }
INTEGER(u16, uint16_t)
INTEGER(s16, int16_t)
INTEGER(u32, uint32_t)
INTEGER(s32, int32_t)
INTEGER(u64, uint64_t)
INTEGER(s64, int64_t)

#define WIDE(T, C, W)                                                          \
  static inline uint64_t mul_wide_##T(uint64_t a, uint64_t b) {                \
    return (W)(C)a * (W)(C)b;                                                  \
  }                                                                            \
  static inline uint64_t mad_wide_##T(uint64_t a, uint64_t b, uint64_t c) {    \
    return (W)(C)a * (W)(C)b + (W)c;                                           \
  }
WIDE(u16, uint16_t, uint32_t)
WIDE(s16, int16_t, int32_t)
WIDE(u32, uint32_t, uint64_t)
WIDE(s32, int32_t, int64_t)

#define BITWISE(T, C)                                                          \
  static inline uint64_t and_##T(uint64_t a, uint64_t b) { return a & b; }     \
  static inline uint64_t or_##T(uint64_t a, uint64_t b) { return a | b; }      \
  static inline uint64_t xor_##T(uint64_t a, uint64_t b) { return a ^ b; }     \
  static inline uint64_t not_##T(uint64_t a) { return (C)~a; }                 \
  static inline uint64_t selp_##T(uint64_t a, uint64_t b, uint64_t p) {        \
    return p ? a : b;                                                          \
  }                                                                            \
  static inline uint64_t shl_##T(uint64_t a, uint64_t b) {                     \
    return (uint32_t)b < 8 * sizeof(C) ? (C)(a << (uint32_t)b) : 0;            \
  }
BITWISE(b16, uint16_t)
BITWISE(b32, uint32_t)
BITWISE(b64, uint64_t)
static inline uint64_t and_pred(uint64_t a, uint64_t b) { return a && b; }
static inline uint64_t or_pred(uint64_t a, uint64_t b) { return a || b; }
static inline uint64_t xor_pred(uint64_t a, uint64_t b) { return !a != !b; }
static inline uint64_t not_pred(uint64_t a) { return !a; }
#define COMPARE_BITS(T, C)                                                     \
  static inline uint64_t setp_eq_##T(uint64_t a, uint64_t b) {                 \
    return (C)a == (C)b;                                                       \
  }                                                                            \
  static inline uint64_t setp_ne_##T(uint64_t a, uint64_t b) {                 \
    return (C)a != (C)b;                                                       \
  }
COMPARE_BITS(b16, uint16_t)
COMPARE_BITS(b32, uint32_t)
COMPARE_BITS(b64, uint64_t)
#define selp_f32 selp_b32
#define selp_f64 selp_b64

static inline uint64_t prmt_b32(uint64_t a, uint64_t b, uint64_t selectors) {
  uint64_t bytes = (b << 32) | (uint32_t)a, result = 0;
  for (int i = 0; i < 4; ++i) {
    unsigned selector = (selectors >> (4 * i)) & 15;
    unsigned byte = (bytes >> (8 * (selector & 7))) & 255;
    if (selector & 8)
      byte = byte & 128 ? 255 : 0;
    result |= (uint64_t)byte << (8 * i);
  }
  return result;
}
static inline uint64_t bfe_u32(uint64_t a, uint64_t position, uint64_t count) {
  position &= 255;
  count &= 255;
  if (position > 31 || count == 0)
    return 0;
  return bits((uint32_t)a >> position, count < 32 ? count : 32);
}

// Conversions. All pointers are of one address space here.
#define cvta_to_global_u64(a) (a)
#define CONVERT_INTEGER(TO, C, FROM, D)                                        \
  static inline uint64_t cvt_##TO##_##FROM(uint64_t a) { return (C)(D)a; }
#define CONVERT_INTEGER_FROM(FROM, D)                                          \
  CONVERT_INTEGER(u16, uint16_t, FROM, D)                                      \
  CONVERT_INTEGER(u32, uint32_t, FROM, D)                                      \
  CONVERT_INTEGER(s32, int32_t, FROM, D)                                       \
  CONVERT_INTEGER(u64, uint64_t, FROM, D)                                      \
  CONVERT_INTEGER(s64, int64_t, FROM, D)
CONVERT_INTEGER_FROM(u8, uint8_t)
CONVERT_INTEGER_FROM(s8, int8_t)
CONVERT_INTEGER_FROM(u16, uint16_t)
CONVERT_INTEGER_FROM(s16, int16_t)
CONVERT_INTEGER_FROM(u32, uint32_t)
CONVERT_INTEGER_FROM(s32, int32_t)
CONVERT_INTEGER_FROM(u64, uint64_t)
CONVERT_INTEGER_FROM(s64, int64_t)
static inline uint64_t cvt_f64_f32(uint64_t a) { return from_f64(to_f32(a)); }
static inline uint64_t cvt_rn_f32_f64(uint64_t a) {
  return from_f32((float)to_f64(a));
}
static inline uint64_t cvt_f64_f16(uint64_t a) { return from_f64(to_f16(a)); }
static inline uint64_t cvt_f32_f16(uint64_t a) { return from_f32(to_f16(a)); }
static inline uint64_t cvt_f32_bf16(uint64_t a) { return from_f32(to_bf16(a)); }
static inline uint64_t cvt_rn_f16_f32(uint64_t a) {
  return from_f16(to_f32(a));
}
static inline uint64_t cvt_rn_bf16_f32(uint64_t a) {
  return from_bf16(to_f32(a));
}
static inline uint64_t cvt_rn_f16x2_f32(uint64_t a, uint64_t b) {
  return from_f16(to_f32(a)) << 16 | from_f16(to_f32(b));
}
static inline uint64_t cvt_rn_bf16x2_f32(uint64_t a, uint64_t b) {
  return from_bf16(to_f32(a)) << 16 | from_bf16(to_f32(b));
}

#endif // PTX_RUNTIME_H
