#include "CNumerics.h"

// No contraction, so that processors with and without fused multiply-add give the same bits.
#pragma clang fp contract(off)

// A column past the last is that of nothing; whatever else a column is, it never reaches beyond the arrays.
static inline size_t bounded(int column, size_t columnCount) {
  const size_t index = (size_t)(unsigned)column;
  return index < columnCount ? index : columnCount;
}

void peilstok_sparse_predictor(
    const int *columns, const double *values, size_t terms, size_t rows, const double *coefficients,
    size_t columnCount, double *predictor) {
  for (size_t i = 0; i < rows; i++) predictor[i] = coefficients[0];
  for (size_t term = 0; term < terms; term++) {
    const int *column = columns + term * rows;
    const double *value = values + term * rows;
    for (size_t i = 0; i < rows; i++) predictor[i] += coefficients[bounded(column[i], columnCount)] * value[i];
  }
}

void peilstok_sparse_expand(
    const int *columns, const double *values, size_t terms, size_t rows, size_t columnCount, double *dense) {
  for (size_t i = 0; i < rows; i++) dense[i] = 1;
  for (size_t i = rows; i < rows * (columnCount + 1); i++) dense[i] = 0;
  for (size_t term = 0; term < terms; term++) {
    const int *column = columns + term * rows;
    const double *value = values + term * rows;
    for (size_t i = 0; i < rows; i++) dense[bounded(column[i], columnCount) * rows + i] = value[i];
  }
}
