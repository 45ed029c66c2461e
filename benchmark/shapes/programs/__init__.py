"""All programs, a module for each kind."""

from programs import (
    attention,
    broadcasts,
    chains,
    contiguous,
    contractions,
    gradients,
    layouts,
    loops,
    losses,
    memory,
    normalization,
    recurrences,
    reductions,
    relu,
    small,
    tensors,
    threads,
    types,
    vectors,
)

# In the order of the page, by the titles of its tables.
GROUPS = {
    "Contiguous": contiguous,
    "Few elements": small,
    "Layouts": layouts,
    "Slices, transposes, gathers": tensors,
    "Broadcasts": broadcasts,
    "Contractions": contractions,
    "Chains": chains,
    "Reductions": reductions,
    "Normalizations": normalization,
    "Losses": losses,
    "Attention": attention,
    "Gradients": gradients,
    "Types": types,
    "Loops": loops,
    "Recurrences": recurrences,
    "Vectors": vectors,
    "ReLU in place of softplus": relu,
    "Larger than the caches": memory,
    "Two threads": threads,
}


def programs_by_group():
    """Lists of programs by the title of their group."""
    groups = {title: list(module.programs()) for title, module in GROUPS.items()}
    names = [program.name for group in groups.values() for program in group]
    assert len(names) == len(set(names)), "a name of two programs"
    return groups


def all_programs():
    return [program for group in programs_by_group().values() for program in group]
