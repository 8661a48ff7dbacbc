#ifndef PEILSTOK_CNUMERICS_H
#define PEILSTOK_CNUMERICS_H

// Plain C types only: no header of a wrapped library is visible to whoever imports this module.
// Matrices are column-major with the row count as leading dimension. A result of zero means success;
// a positive result is the index that LAPACK reports; a negative one is a mistake in the call.

#include <stddef.h>

// The loaded BLAS, "OpenBLAS 0.3.21 ...", and the processor kernel it chose.
const char *peilstok_blas_configuration(void);
const char *peilstok_blas_core(void);

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

// Lower Cholesky factor in place of the lower triangle.
int peilstok_cholesky(double *matrix, int order);
// right (order x columns) = inverse(L L') right.
int peilstok_cholesky_solve(const double *factor, int order, double *right, int columns);
// Lower triangle of inverse(L L') in place of the factor.
int peilstok_cholesky_inverse(double *factor, int order);
// Reciprocal condition number in the 1-norm, from the factor and the 1-norm of the matrix.
int peilstok_cholesky_condition(const double *factor, int order, double norm, double *reciprocal);

// Ascending eigenvalues and eigenvectors (in place of the matrix) of a symmetric matrix (lower triangle read).
int peilstok_symmetric_eigen(double *matrix, int order, double *values);

#endif
