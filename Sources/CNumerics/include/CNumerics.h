#ifndef PEILSTOK_CNUMERICS_H
#define PEILSTOK_CNUMERICS_H

// Matrices are column-major with the row count as leading dimension. A result of zero means success. Every function gives
// the same bits on every processor.

#include <stddef.h>

// The set of instructions that the kernels use on this processor: base, avx2 or avx512. The environment variable
// PEILSTOK_KERNELS chooses a smaller one.
const char *peilstok_kernels(void);

// total (leftColumns x rightColumns) += left' diag(weights) right, in a fixed order of operations that does not depend
// on the processor nor on the number of columns. Null weights are ones. If `triangular`, only row <= column is formed.
void peilstok_cross_product(
    const double *left, size_t leftColumns, const double *right, size_t rightColumns, const double *weights,
    size_t rows, int triangular, double *total);

// values[i] = 1 / (1 + exp(-values[i])), within 2 units in the last place, the same bits on every processor.
void peilstok_logistic(double *values, size_t count);

// Rows of a design matrix with an intercept in column 0 and one value for each of several terms, in the column that the
// row has for the term; columnCount is the column of nothing. Arrays go term after term.
//
// predictor[i] = coefficients[0] + sum over terms; the coefficients have an element 0 past the last.
void peilstok_sparse_predictor(
    const int *columns, const double *values, size_t terms, size_t rows, const double *coefficients,
    size_t columnCount, double *predictor);
// dense (rows x columnCount, and one column more for what belongs to none).
void peilstok_sparse_expand(
    const int *columns, const double *values, size_t terms, size_t rows, size_t columnCount, double *dense);

// Lower Cholesky factor in place of the lower triangle; a result above zero is the order of the leading minor that is not
// positive.
int peilstok_cholesky(double *matrix, size_t order);
// right (order x columns) = inverse(L L') right.
void peilstok_cholesky_solve(const double *factor, size_t order, double *right, size_t columns);

// Ascending eigenvalues and eigenvectors (in place of the matrix) of a symmetric matrix (lower triangle read). `work` has
// room for 3 x order numbers. A result above zero means that an eigenvalue did not converge.
int peilstok_symmetric_eigen(double *matrix, size_t order, double *values, double *work);

#endif
