"""JAX on its CPU backend; the memory of one result is given to the next."""

import os

import jax
import jax.numpy as jnp
import numpy as np

PACKAGE = "jax"
HAS_THRESHOLD = False


def set_up(threads):
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
    jax.config.update("jax_platforms", "cpu")
    jax.config.update("jax_enable_x64", True)


def prepare(case, x, dy):
    def softplus(x):
        if case.beta == 1.0:
            return jax.nn.softplus(x)
        return jax.nn.softplus(x * case.beta) / case.beta

    def compute(x, dy, out):
        if case.is_gradient:
            return jax.vjp(softplus, x)[1](dy)[0]
        return softplus(x)

    compiled = jax.jit(compute, donate_argnums=2, keep_unused=True)
    x, dy = jnp.asarray(x), jnp.asarray(dy)
    out = jnp.zeros_like(x)

    def call():
        nonlocal out
        out = compiled(x, dy, out).block_until_ready()

    return call, lambda: np.asarray(out)
