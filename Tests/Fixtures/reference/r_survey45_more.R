# Reference numbers of R survey 4.5, 17 significant digits, long form: dataset, stat, name, value.
# Run from the top of the repository: Rscript Tests/Fixtures/reference/r_survey45_more.R
suppressPackageStartupMessages({library(survey); library(data.table)}); options(digits=17, survey.lonely.psu="fail"); setDTthreads(1)
D <- "datasets/"; OUT <- list(); cur <- ""
put <- function(stat, v, nm=names(v)) { v <- as.numeric(v); if (is.null(nm)) nm <- seq_along(v); OUT[[length(OUT)+1]] <<- data.frame(dataset=cur, stat=stat, name=as.character(nm), value=sprintf("%.17g", v)) }
S <- function(stat, x) { put(paste0(stat,".est"), coef(x)); put(paste0(stat,".se"), as.numeric(SE(x)), names(coef(x))) }
tr <- function(stat, e) tryCatch(force(e), error=function(z) cat("ERR", cur, stat, conditionMessage(z), "\n"))
gl <- function(stat, f, des, fam) tr(stat, { g <- eval(bquote(svyglm(.(f), des, family=.(fam), control=glm.control(epsilon=1e-15, maxit=100)))); S(stat, g); put(paste0(stat,".dfresid"), g$df.residual); put(paste0(stat,".deviance"), g$deviance); put(paste0(stat,".vcov"), as.numeric(vcov(g)), outer(names(coef(g)), names(coef(g)), paste, sep="~")); g })
battery <- function(des, y01, items, by, num, cat2, glmf, olrf=NULL, linf=NULL) {
 fm <- function(v) as.formula(paste("~", paste(v, collapse="+")))
 put("degf", degf(des)); put("nobs", nrow(des)); put("sumw", sum(weights(des)))
 tr("mean", { m <- svymean(fm(y01), des, na.rm=TRUE, deff=TRUE); S("mean", m); put("mean.deff", deff(m)); put("mean.ci", confint(m, df=degf(des))) })
 tr("meanrep", put("mean.deffreplace", deff(svymean(fm(y01), des, na.rm=TRUE, deff="replace"))))
 tr("total", { m <- svytotal(fm(y01), des, na.rm=TRUE); S("total", m) })
 for (k in c("logit","likelihood","asin","beta","mean","xlogit","wilson")) tr(k, { x <- svyciprop(fm(y01), des, method=k, na.rm=TRUE); put(paste0("ciprop.",k), c(coef(x), confint(x)), c("est","lo","hi")) })
 for (it in items) tr(it, { b <- svyby(fm(it), fm(by), des, svymean, na.rm=TRUE, keep.names=TRUE); put(paste0("by.",it,".est"), coef(b), rownames(b)); put(paste0("by.",it,".se"), SE(b), rownames(b)) })
 tr("bycov", { b <- svyby(fm(items[1]), fm(by), des, svymean, na.rm=TRUE, covmat=TRUE); put("by.covmat", as.numeric(vcov(b))) })
 tr("num", { m <- svymean(fm(num), des, na.rm=TRUE); S("nummean", m); put("numvar", coef(svyvar(fm(num), des, na.rm=TRUE))); put("numvar.se", SE(svyvar(fm(num), des, na.rm=TRUE))) })
 for (q in c("math","hf1","hf2","hf3","hf4","hf5","hf6","hf7","hf8","hf9","school","shahvaish")) tr(q, { x <- svyquantile(fm(num[1]), des, c(.1,.25,.5,.75,.9), na.rm=TRUE, qrule=q); put(paste0("quant.",q), coef(x)); put(paste0("quant.",q,".se"), SE(x)); put(paste0("quant.",q,".ci"), confint(x)) })
 tr("qscore", { x <- svyquantile(fm(num[1]), des, .5, na.rm=TRUE, interval.type="score"); put("quant.score.ci", confint(x)) }); tr("qxl", { x <- svyquantile(fm(num[1]), des, .5, na.rm=TRUE, interval.type="beta"); put("quant.beta.ci", confint(x)) })
 tr("oldq", { x <- oldsvyquantile(fm(num[1]), des, .5, na.rm=TRUE, ci=TRUE); put("quant.old", c(coef(x), confint(x))) })
 for (st in c("F","Chisq","Wald","adjWald","lincom","saddlepoint")) tr(st, { x <- svychisq(fm(cat2), des, statistic=st); put(paste0("chisq.",st), c(x$statistic, x$parameter, x$p.value)) })
 tr("tab", { x <- svytable(fm(cat2), des); put("svytable", x) })
 tr("ratio", { x <- svyratio(fm(num[1]), fm(num[2]), des, na.rm=TRUE); put("ratio", c(coef(x), SE(x))) })
 tr("ttest", { x <- svyttest(as.formula(paste(num[1], "~", y01)), des); put("ttest", c(x$estimate, x$statistic, x$parameter, x$p.value)) })
 for (k in c("wilcoxon","vanderWaerden","median","KruskalWallis")) tr(k, { x <- svyranktest(as.formula(paste(num[1], "~", y01)), des, test=k); put(paste0("ranktest.",k), c(x$statistic, x$p.value)) })
 g <- gl("logit", glmf, des, quasibinomial()); if (!is.null(g)) { v <- attr(terms(glmf), "term.labels"); for (t in v) { tr(t, { x <- regTermTest(g, as.formula(paste("~", t))); put(paste0("termtest.wald.", t), c(x$Ftest, x$df, x$ddf, x$p)) }); tr(t, { x <- regTermTest(g, as.formula(paste("~", t)), method="LRT"); put(paste0("termtest.lrt.", t), c(x$chisq, x$p)) }) }; tr("psr", put("psrsq", c(psrsq(g,"Cox-Snell"), psrsq(g,"Nagelkerke")))) ; tr("aic", put("AIC", AIC(g))) }
 gl("poisson", glmf, des, quasipoisson()); if (!is.null(linf)) gl("gauss", linf, des, gaussian())
 if (!is.null(olrf)) for (me in c("logistic","probit","cloglog")) tr("olr", { x <- svyolr(olrf, des, method=me); put(paste0("olr.",me,".coef"), coef(x)); put(paste0("olr.",me,".se"), SE(x), names(coef(x))) })
 tr("jkn", { r <- as.svrepdesign(des, type=if (isTRUE(des$has.strata)) "JKn" else "JK1"); put("jkn.nrep", ncol(weights(r,"analysis"))); S("jkn.mean", svymean(fm(y01), r, na.rm=TRUE)); S("jkn.logit", svyglm(glmf, r, family=quasibinomial(), control=glm.control(epsilon=1e-15, maxit=100))) ; x <- svyquantile(fm(num[1]), r, .5, na.rm=TRUE); put("jkn.quant", c(coef(x), SE(x))) })
 for (lp in c("adjust","average","remove","certainty")) tr(lp, { o <- options(survey.lonely.psu=lp, survey.adjust.domain.lonely=TRUE); b <- svyby(fm(y01), fm(by), des, svymean, na.rm=TRUE); put(paste0("by.lonely.",lp,".se"), SE(b), rownames(b)); options(o); options(survey.adjust.domain.lonely=FALSE) })
}
## 1. NHANES 2009-2010 (8,591 persons; 15 strata, 31 units)
cur <- "nhanes"; d <- as.data.frame(fread(paste0(D,"nhanes/nhanes.csv"))); d$race <- factor(d$race); d$agecat <- factor(d$agecat); d$sex <- factor(d$RIAGENDR); d$w2 <- d$WTMEC2YR/1000
des <- svydesign(~SDMVPSU, strata=~SDMVSTRA, weights=~WTMEC2YR, data=d, nest=TRUE); battery(des, "HI_CHOL", "HI_CHOL", c("race","sex"), c("w2","RIAGENDR"), c("HI_CHOL","race"), HI_CHOL ~ race + agecat + sex)
## 2. api (population sizes, two stages, calibration)
api <- new.env(); data(api, envir=api, package="survey"); A <- as.list(api)
for (nm in c("apistrat","apiclus1","apiclus2")) { cur <- nm; des <- switch(nm, apistrat=svydesign(~1, strata=~stype, weights=~pw, fpc=~fpc, data=A$apistrat), apiclus1=svydesign(~dnum, weights=~pw, fpc=~fpc, data=A$apiclus1), apiclus2=svydesign(~dnum+snum, fpc=~fpc1+fpc2, data=A$apiclus2))
 des <- update(des, yes=as.numeric(sch.wide=="Yes"), both1=as.numeric(both=="Yes")); battery(des, "yes", c("yes","both1"), "stype", c("api00","api99"), c("sch.wide","stype"), yes ~ ell + meals + mobility, NULL, api00 ~ ell + meals + mobility)
 if (nm != "apiclus2") { pt <- c(`(Intercept)`=6194, stypeH=755, stypeM=1018); for (cf in c("linear","raking","logit")) tr(cf, { g <- if (cf=="logit") calibrate(des, ~stype+api99, c(pt, api99=3914069), calfun="logit", bounds=c(0.5,2)) else calibrate(des, ~stype+api99, c(pt, api99=3914069), calfun=cf); w <- weights(g); put(paste0("calib.",cf,".w"), w[1:10]); S(paste0("calib.",cf,".mean"), svymean(~api00, g)); S(paste0("calib.",cf,".total"), svytotal(~enroll, g, na.rm=TRUE)) })
  tr("calb", { g <- calibrate(des, ~stype+api99, c(pt, api99=3914069), calfun="linear", bounds=c(0.5,2.5)); put("calib.linbound.w", weights(g)[1:10]); S("calib.linbound.mean", svymean(~api00, g)) })
  tr("ps", { g <- postStratify(des, ~stype, data.frame(stype=c("E","H","M"), Freq=c(4421,755,1018))); S("ps.total", svytotal(~enroll, g, na.rm=TRUE)); S("ps.mean", svymean(~api00, g)) })
  tr("rake", { g <- rake(des, list(~stype, ~sch.wide), list(data.frame(stype=c("E","H","M"), Freq=c(4421,755,1018)), data.frame(sch.wide=c("No","Yes"), Freq=c(1072,5122))), control=list(maxit=500, epsilon=1e-12)); put("rake.w", weights(g)[1:10]); S("rake.mean", svymean(~api00, g)) })
  tr("trim", { g <- trimWeights(des, lower=20, upper=40); put("trim.w", weights(g)[1:10]) }) } }
R <- do.call(rbind, OUT); fwrite(R, "Tests/Fixtures/reference/r_survey45_more.csv"); cat(nrow(R), "values\n"); print(table(R$dataset))
