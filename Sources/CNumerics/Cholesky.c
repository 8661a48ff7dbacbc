#include "CNumerics.h"
#include "Kernels.h"

#include <math.h>

// Column after column: what the columns before it explain is taken away, in their order, then the column is scaled. Every
// element is one sum in that order, however many elements are worked on side by side.
INLINED void cholesky(double *matrix, size_t order, int *result) {
  *result = 0;
  for (size_t j = 0; j < order; j++) {
    double *column = matrix + j * order;
    for (size_t k = 0; k < j; k++) {
      const double *before = matrix + k * order;
      const double factor = before[j];
      for (size_t i = j; i < order; i++) column[i] -= factor * before[i];
    }
    if (!(column[j] > 0) || isinf(column[j])) {
      *result = (int)j + 1;
      return;
    }
    const double pivot = sqrt(column[j]);
    column[j] = pivot;
    for (size_t i = j + 1; i < order; i++) column[i] /= pivot;
  }
}

DISPATCHED(cholesky_in_place, (double *matrix, size_t order, int *result), (matrix, order, result), cholesky)

int peilstok_cholesky(double *matrix, size_t order) {
  int result;
  cholesky_in_place(matrix, order, &result);
  return result;
}

INLINED void cholesky_solve(const double *factor, size_t order, double *right, size_t columns) {
  for (size_t c = 0; c < columns; c++) {
    double *x = right + c * order;
    for (size_t j = 0; j < order; j++) {
      const double *column = factor + j * order;
      const double value = x[j] / column[j];
      x[j] = value;
      for (size_t i = j + 1; i < order; i++) x[i] -= value * column[i];
    }
    for (size_t j = order; j-- > 0;) {
      const double *column = factor + j * order;
      // Four sums, none of which waits for another.
      double sums[4] = {0, 0, 0, 0};
      size_t i = j + 1;
      for (; i + 4 <= order; i += 4) {
        for (size_t l = 0; l < 4; l++) sums[l] += column[i + l] * x[i + l];
      }
      for (size_t l = 0; i < order; i++, l++) sums[l] += column[i] * x[i];
      x[j] = (x[j] - ((sums[0] + sums[2]) + (sums[1] + sums[3]))) / column[j];
    }
  }
}

DISPATCHED(
    peilstok_cholesky_solve, (const double *factor, size_t order, double *right, size_t columns),
    (factor, order, right, columns), cholesky_solve)
