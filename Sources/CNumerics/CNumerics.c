#include "CNumerics.h"

#include <cblas.h>
#include <lapacke.h>
#include <pthread.h>

// One BLAS thread: more gain nothing on these sizes and change the bits; the parallelism is above this layer.
static pthread_once_t once = PTHREAD_ONCE_INIT;
static void use_one_thread(void) { openblas_set_num_threads(1); }
static void prepare(void) { pthread_once(&once, use_one_thread); }

const char *peilstok_blas_configuration(void) {
  prepare();
  return openblas_get_config();
}

const char *peilstok_blas_core(void) {
  prepare();
  return openblas_get_corename();
}

int peilstok_cholesky(double *matrix, int order) {
  prepare();
  return LAPACKE_dpotrf(LAPACK_COL_MAJOR, 'L', order, matrix, order);
}

int peilstok_cholesky_solve(const double *factor, int order, double *right, int columns) {
  prepare();
  return LAPACKE_dpotrs(LAPACK_COL_MAJOR, 'L', order, columns, factor, order, right, order);
}

int peilstok_cholesky_inverse(double *factor, int order) {
  prepare();
  return LAPACKE_dpotri(LAPACK_COL_MAJOR, 'L', order, factor, order);
}

int peilstok_cholesky_condition(const double *factor, int order, double norm, double *reciprocal) {
  prepare();
  return LAPACKE_dpocon(LAPACK_COL_MAJOR, 'L', order, factor, order, norm, reciprocal);
}

int peilstok_symmetric_eigen(double *matrix, int order, double *values) {
  prepare();
  return LAPACKE_dsyevd(LAPACK_COL_MAJOR, 'V', 'L', order, matrix, order, values);
}
