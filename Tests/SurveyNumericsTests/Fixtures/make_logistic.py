"""Reference values of the logistic function, from mpmath at 60 digits. See README.md."""
import random
from mpmath import mp, mpf
import mpmath

mp.dps = 60
random.seed(20240501)

if __name__ == "__main__":
    points = [random.uniform(-1, 1) for _ in range(100)] + [random.uniform(-40, 40) for _ in range(300)]
    points += [random.uniform(-744, -600) for _ in range(60)] + [10.0 ** -k for k in range(1, 20)] + [-708.5, -1e-5]
    with open("logistic.csv", "w") as file:
        file.write("x,logistic\n")
        for x in points:
            file.write(f"{x!r},{mpmath.nstr(1 / (1 + mp.exp(-mpf(x))), 30)}\n")
