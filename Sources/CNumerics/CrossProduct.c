#include "CNumerics.h"
#include "Kernels.h"

#include <string.h>

// Every element of the total is its own sum with four lanes, combined once per panel in one fixed way. No lane depends on
// the width of the registers, so every set of instructions gives the same bits, and so does a tile of any shape.

typedef double lanes __attribute__((vector_size(32)));
typedef double unaligned_lanes __attribute__((vector_size(32), aligned(8)));

enum { PANEL = 256 };

// Macros, because a function cannot pass 32-byte vectors on a processor without AVX.
#define LOAD(pointer) (*(const unaligned_lanes *)(pointer))
#define SUM(v) (((v)[0] + (v)[2]) + ((v)[1] + (v)[3]))

INLINED void cross_product(
    const double *left, size_t leftColumns, const double *right, size_t rightColumns, const double *weights,
    size_t rows, int triangular, double *total) {
  double scaled[2][PANEL] __attribute__((aligned(32)));
  for (size_t start = 0; start < rows; start += PANEL) {
    const size_t count = rows - start < PANEL ? rows - start : PANEL;
    const size_t whole = count & ~(size_t)3;
    for (size_t i = 0; i < leftColumns; i += 2) {
      const size_t height = leftColumns - i < 2 ? 1 : 2;
      for (size_t s = 0; s < height; s++) {
        const double *column = left + (i + s) * rows + start;
        if (weights) {
          for (size_t k = 0; k < count; k++) scaled[s][k] = column[k] * weights[start + k];
        } else {
          memcpy(scaled[s], column, count * sizeof(double));
        }
      }
      size_t j = triangular ? i : 0;
      for (; height == 2 && j + 4 <= rightColumns; j += 4) {
        const double *c0 = right + j * rows + start, *c1 = c0 + rows, *c2 = c1 + rows, *c3 = c2 + rows;
        lanes a0 = {0}, a1 = {0}, a2 = {0}, a3 = {0}, b0 = {0}, b1 = {0}, b2 = {0}, b3 = {0};
        for (size_t k = 0; k < whole; k += 4) {
          const lanes a = LOAD(scaled[0] + k), b = LOAD(scaled[1] + k);
          const lanes v0 = LOAD(c0 + k), v1 = LOAD(c1 + k), v2 = LOAD(c2 + k), v3 = LOAD(c3 + k);
          a0 += a * v0, a1 += a * v1, a2 += a * v2, a3 += a * v3;
          b0 += b * v0, b1 += b * v1, b2 += b * v2, b3 += b * v3;
        }
        for (size_t k = whole; k < count; k++) {
          const double a = scaled[0][k], b = scaled[1][k];
          const size_t l = k - whole;
          a0[l] += a * c0[k], a1[l] += a * c1[k], a2[l] += a * c2[k], a3[l] += a * c3[k];
          b0[l] += b * c0[k], b1[l] += b * c1[k], b2[l] += b * c2[k], b3[l] += b * c3[k];
        }
        double *t = total + j * leftColumns + i;
        t[0] += SUM(a0), t[leftColumns] += SUM(a1), t[2 * leftColumns] += SUM(a2), t[3 * leftColumns] += SUM(a3);
        t[1] += SUM(b0), t[leftColumns + 1] += SUM(b1), t[2 * leftColumns + 1] += SUM(b2);
        t[3 * leftColumns + 1] += SUM(b3);
      }
      for (; j < rightColumns; j++) {
        const double *column = right + j * rows + start;
        for (size_t s = 0; s < height; s++) {
          lanes sum = {0};
          for (size_t k = 0; k < whole; k += 4) sum += LOAD(scaled[s] + k) * LOAD(column + k);
          for (size_t k = whole; k < count; k++) sum[k - whole] += scaled[s][k] * column[k];
          total[j * leftColumns + i + s] += SUM(sum);
        }
      }
    }
  }
}

DISPATCHED(
    peilstok_cross_product,
    (const double *left, size_t leftColumns, const double *right, size_t rightColumns, const double *weights,
     size_t rows, int triangular, double *total),
    (left, leftColumns, right, rightColumns, weights, rows, triangular, total), cross_product)
