#include "CNumerics.h"
#include "Kernels.h"

#include <float.h>
#include <math.h>
#include <string.h>

// Householder reflections to a tridiagonal matrix, then implicit QR steps with Wilkinson's shift (Golub and Van Loan 2013,
// sections 8.3.1 to 8.3.3). Sums go in one order; all else is done element by element.

// What is smaller, in a matrix whose largest element is about 1, counts as 0: its square would not be a normal number.
#define NOTHING 0x1p-500

INLINED double product(const double *a, const double *b, size_t count) {
  double sums[4] = {0, 0, 0, 0};
  size_t i = 0;
  for (; i + 4 <= count; i += 4) {
    for (size_t l = 0; l < 4; l++) sums[l] += a[i + l] * b[i + l];
  }
  for (size_t l = 0; i < count; i++, l++) sums[l] += a[i] * b[i];
  return (sums[0] + sums[2]) + (sums[1] + sums[3]);
}

// Leaves the diagonal and what stands below it, and in each column below the diagonal the vector of its reflection, whose
// factor 2 / |v|^2 is put in `factors`. The matrix is full.
INLINED void tridiagonalize(
    double *matrix, size_t order, double *diagonal, double *below, double *factors, double *moved) {
  for (size_t k = 0; k + 1 < order; k++) {
    double *v = matrix + k * order + k + 1;
    const size_t rest = order - k - 1;
    const double length = sqrt(product(v, v, rest));
    diagonal[k] = matrix[k * order + k];
    below[k] = v[0] > 0 ? -length : length;
    factors[k] = 0;
    // A column that is tridiagonal already is left as it is.
    if (length == fabs(v[0]) || length < NOTHING) {
      below[k] = length < NOTHING ? 0 : v[0];
      continue;
    }
    v[0] -= below[k];
    factors[k] = 2 / product(v, v, rest);
    // The lower right part A becomes A - v w' - w v', w = p - (p'v factor / 2) v and p = factor A v.
    for (size_t i = 0; i < rest; i++) moved[i] = 0;
    for (size_t j = 0; j < rest; j++) {
      const double *column = matrix + (k + 1 + j) * order + k + 1;
      const double value = factors[k] * v[j];
      for (size_t i = 0; i < rest; i++) moved[i] += value * column[i];
    }
    const double half = factors[k] * product(moved, v, rest) / 2;
    for (size_t i = 0; i < rest; i++) moved[i] -= half * v[i];
    for (size_t j = 0; j < rest; j++) {
      double *column = matrix + (k + 1 + j) * order + k + 1;
      const double vj = v[j], wj = moved[j];
      for (size_t i = 0; i < rest; i++) column[i] -= v[i] * wj + moved[i] * vj;
    }
  }
  diagonal[order - 1] = matrix[order * order - 1];
}

// Puts the product of the reflections in the place of their vectors.
INLINED void accumulate(double *matrix, size_t order, const double *factors) {
  memset(matrix + (order - 1) * order, 0, order * sizeof(double));
  matrix[order * order - 1] = 1;
  for (size_t k = order - 1; k-- > 0;) {
    double *v = matrix + k * order + k + 1;
    const size_t rest = order - k - 1;
    for (size_t j = k + 1; j < order && factors[k] != 0; j++) {
      double *column = matrix + j * order + k + 1;
      const double value = factors[k] * product(v, column, rest);
      for (size_t i = 0; i < rest; i++) column[i] -= value * v[i];
    }
    memset(matrix + k * order, 0, order * sizeof(double));
    matrix[k * order + k] = 1;
  }
}

// One step on the rows from `low` to `high`, with the rotations multiplied into the vectors.
INLINED void shifted_step(double *diagonal, double *below, size_t low, size_t high, double *vectors, size_t order) {
  const double half = (diagonal[high - 1] - diagonal[high]) / 2, last = below[high - 1];
  const double root = sqrt(half * half + last * last);
  const double shift = diagonal[high] - last * (last / (half + (half < 0 ? -root : root)));
  double x = diagonal[low] - shift, z = below[low];
  for (size_t k = low; k < high; k++) {
    // The rotation that turns (x, z) into (r, 0).
    const double r = sqrt(x * x + z * z);
    const double c = r > 0 ? x / r : 1, s = r > 0 ? z / r : 0;
    if (k > low) below[k - 1] = r;
    const double a = diagonal[k], b = below[k], d = diagonal[k + 1];
    const double difference = a - d, twice = 2 * b;
    const double change = s * (s * difference - c * twice);
    diagonal[k] = a - change;
    diagonal[k + 1] = d + change;
    below[k] = c * (s * -difference + c * b) - s * s * b;
    if (k + 1 < high) {
      x = below[k];
      z = s * below[k + 1];
      below[k + 1] *= c;
    }
    double *first = vectors + k * order, *second = first + order;
    for (size_t i = 0; i < order; i++) {
      const double p = first[i], q = second[i];
      first[i] = c * p + s * q;
      second[i] = c * q - s * p;
    }
  }
}

// Orders the values, and the vectors with them.
INLINED void sort(double *values, double *vectors, size_t order) {
  for (size_t i = 0; i + 1 < order; i++) {
    size_t least = i;
    for (size_t j = i + 1; j < order; j++) {
      if (values[j] < values[least]) least = j;
    }
    if (least == i) continue;
    const double value = values[i];
    values[i] = values[least], values[least] = value;
    double *first = vectors + i * order, *second = vectors + least * order;
    for (size_t k = 0; k < order; k++) {
      const double element = first[k];
      first[k] = second[k], second[k] = element;
    }
  }
}

INLINED void symmetric_eigen(double *matrix, size_t order, double *values, double *work, int *result) {
  double *below = work, *factors = work + order, *moved = work + 2 * order;
  double largest = 0;
  *result = 0;
  for (size_t j = 0; j < order; j++) {
    for (size_t i = j; i < order; i++) {
      const double size = fabs(matrix[j * order + i]);
      if (size > largest) largest = size;
    }
  }
  // A power of two brings the largest element to about 1, so that no square is too large or too small.
  int exponent = 0;
  frexp(largest, &exponent);
  for (size_t j = 0; j < order; j++) {
    for (size_t i = j; i < order; i++) {
      const double element = ldexp(matrix[j * order + i], -exponent);
      matrix[j * order + i] = element, matrix[i * order + j] = element;
    }
  }
  tridiagonalize(matrix, order, values, below, factors, moved);
  accumulate(matrix, order, factors);
  size_t high = order - 1;
  for (size_t steps = 0; high > 0;) {
    for (size_t k = 0; k < high; k++) {
      const double size = fabs(below[k]);
      if (size < NOTHING || size <= DBL_EPSILON / 2 * (fabs(values[k]) + fabs(values[k + 1]))) below[k] = 0;
    }
    if (below[high - 1] == 0) {
      high--;
      continue;
    }
    if (++steps > 30 * order) {
      *result = (int)high;
      return;
    }
    size_t low = high - 1;
    while (low > 0 && below[low - 1] != 0) low--;
    shifted_step(values, below, low, high, matrix, order);
  }
  for (size_t i = 0; i < order; i++) values[i] = ldexp(values[i], exponent);
  sort(values, matrix, order);
}

DISPATCHED(
    eigen_in_place, (double *matrix, size_t order, double *values, double *work, int *result),
    (matrix, order, values, work, result), symmetric_eigen)

int peilstok_symmetric_eigen(double *matrix, size_t order, double *values, double *work) {
  int result;
  eigen_in_place(matrix, order, values, work, &result);
  return result;
}
