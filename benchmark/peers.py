"""Who is measured, by the names that the report has."""

from dataclasses import dataclass

STOCK = "stock MLIR"
STOCK_PACKAGE = "mlir-22-tools"


@dataclass(frozen=True)
class NativePeer:
    """A peer in C++: the library lib`library`.so, made of native/`source`, and the
    package that it stands for, of Debian or else of PyPI. A floor computes the same
    whatever the function, as far as it has as many operands."""

    name: str
    library: str
    source: str
    debian: str = ""
    pypi: str = ""
    has_threshold: bool = True
    is_floor: bool = False

    def symbol(self, case):
        """The exported function, see native/Peer.h."""
        name = f"floor_{len(case.operands)}" if self.is_floor else case.op
        return f"{name}_{case.type}"


RELU = NativePeer("ReLU", "relu", "ReLU.cpp", is_floor=True)
THREADED_RELU = NativePeer("ReLU", "relu-threads", "ReLU.cpp", is_floor=True)
NATIVE_PEERS = (
    RELU,
    NativePeer("oneDNN 2", "onednn-2", "OneDNN.cpp", "libdnnl-dev", "", False),
    NativePeer("oneDNN 3", "onednn-3", "OneDNN.cpp", "", "onednn", False),
    NativePeer("SLEEF", "sleef", "Sleef.cpp", "libsleef-dev"),
    NativePeer("Eigen", "eigen", "Eigen.cpp", "libeigen3-dev", "", False),
    NativePeer("glibc", "libm", "Libm.cpp", "libc6"),
)

# Modules of the folder frontends.
PYTORCH = "PyTorch"
FRONT_ENDS = {
    PYTORCH: "pytorch_eager",
    "torch.compile": "pytorch_compile",
    "JAX": "jax_jit",
    "IREE": "iree_local",
    "ONNX Runtime": "onnxruntime_cpu",
    "OpenVINO": "openvino_cpu",
}


OURS = {mode: f"softplus, {mode}" for mode in ("fast", "faithful", "correct")}

# In the order of the report.
PEERS = (
    *OURS.values(),
    STOCK,
    *(peer.name for peer in NATIVE_PEERS),
    *FRONT_ENDS,
)
