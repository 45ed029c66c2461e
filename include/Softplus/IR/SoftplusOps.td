//===- SoftplusOps.td - Operations of the softplus dialect -*- tablegen -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_IR_SOFTPLUSOPS_TD
#define SOFTPLUS_IR_SOFTPLUSOPS_TD

include "Softplus/IR/SoftplusAttributes.td"
include "Softplus/IR/SoftplusDialect.td"
include "Softplus/IR/SoftplusInterfaces.td"
include "mlir/Dialect/Arith/IR/ArithBase.td"
include "mlir/Dialect/Arith/IR/ArithOpsInterfaces.td"
include "mlir/IR/CommonAttrConstraints.td"
include "mlir/IR/CommonTypeConstraints.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"
include "mlir/Interfaces/VectorInterfaces.td"

/// The element types that have a compute type, alone or in a vector or tensor.
def Softplus_FloatLike : TypeOrValueSemanticsContainer<
    AnyTypeOf<[F16, BF16, F32, F64]>, "f16-, bf16-, f32- or f64-like">;

/// A 64-bit float attribute whose accessor returns a `double`.
def Softplus_DoubleAttr : TypedAttrBase<
    F64, "FloatAttr",
    CPred<"::llvm::isa<::mlir::FloatAttr>($_self) && "
          "::llvm::cast<::mlir::FloatAttr>($_self).getType().isF64()">,
    "64-bit float attribute"> {
  let returnType = "double";
  let convertFromStorage = "$_self.getValueAsDouble()";
  let constBuilderCall = "$_builder.getF64FloatAttr($0)";
}

/// Base of the operations, which compute `function` of `operands` elementwise.
class Softplus_Op<string mnemonic, string function, list<string> operands,
                  bit hasThreshold = true>
    : Op<Softplus_Dialect, mnemonic,
         [Pure, SameOperandsAndResultType,
          DeclareOpInterfaceMethods<ArithFastMathInterface>,
          DeclareOpInterfaceMethods<VectorUnrollOpInterface>,
          SoftplusOpInterface] # ElementwiseMappable.traits> {
  let arguments = !con(
      !dag(ins, !listsplat(Softplus_FloatLike, !size(operands)), operands),
      (ins DefaultValuedAttr<Softplus_DoubleAttr, "1.0">:$beta),
      !if(hasThreshold,
          (ins DefaultValuedAttr<Softplus_DoubleAttr, "20.0">:$threshold),
          (ins)),
      (ins DefaultValuedAttr<Arith_FastMathAttr,
                             "::mlir::arith::FastMathFlags::none">:$fastmath,
           OptionalAttr<Softplus_AccuracyAttr>:$accuracy));
  let results = (outs Softplus_FloatLike:$result);
  let builders = [OpBuilder<!con(
      !dag(ins, !listsplat("::mlir::Value", !size(operands)), operands),
      (ins CArg<"double", "1.0">:$beta),
      !if(hasThreshold, (ins CArg<"double", "20.0">:$threshold), (ins)),
      (ins CArg<"::mlir::arith::FastMathFlags",
                "::mlir::arith::FastMathFlags::none">:$fastmath,
           CArg<"::mlir::softplus::AccuracyAttr", "nullptr">:$accuracy)), [{
    $_state.addOperands({}] # !interleave(operands, ", ") # [{});
    $_state.addTypes($_state.operands.front().getType());
    auto &properties = $_state.getOrAddProperties<Properties>();
    properties.beta = $_builder.getF64FloatAttr(beta);
    }] # !if(hasThreshold, [{
    properties.threshold = $_builder.getF64FloatAttr(threshold);
    }], "") # [{
    properties.fastmath = ::mlir::arith::FastMathFlagsAttr::get(
        $_builder.getContext(), fastmath);
    properties.accuracy = accuracy;
  }]>];
  let hasCustomAssemblyFormat = 1;
  let hasFolder = 1;
  let useCustomPropertiesEncoding = 1;
  let extraClassDeclaration = [{
    static ::mlir::softplus::numerics::Function getFunction() {
      return ::mlir::softplus::numerics::Function::}] # function # [{;
    }
    std::optional<double> getOptionalThreshold() {
      return }] # !if(hasThreshold, "getThreshold()", "std::nullopt") # [{;
    }
  }];
  let extraClassDefinition = [{
    ::mlir::OpFoldResult $cppClass::fold(FoldAdaptor adaptor) {
      return foldOperation(*this, adaptor.getOperands());
    }
    ::mlir::ParseResult $cppClass::parse(::mlir::OpAsmParser &parser,
                                         ::mlir::OperationState &result) {
      return parseOperation(parser, result, }] # !size(operands) # [{);
    }
    void $cppClass::print(::mlir::OpAsmPrinter &printer) {
      printOperation(printer, *this);
    }
    ::llvm::LogicalResult
    $cppClass::readProperties(::mlir::DialectBytecodeReader &reader,
                              ::mlir::OperationState &state) {
      return ::mlir::softplus::readProperties(reader, state);
    }
    void $cppClass::writeProperties(::mlir::DialectBytecodeWriter &writer) {
      ::mlir::softplus::writeProperties(writer, *this);
    }
  }];
}

def Softplus_SoftplusOp : Softplus_Op<"softplus", "Softplus", ["x"]> {
  let summary = "softplus activation, elementwise";
  let description = [{
    Computes, for every element `x` of the operand, with `z = beta * x`:

    ```
    y = x                                where z > threshold
    y = (1 / beta) * ln(1 + exp(z))      elsewhere
    ```

    This is `torch.nn.Softplus`. The syntax is

    ```
    operand (`beta` float-literal)? (`threshold` float-literal)?
      (`accuracy` `<` name `>`)? (`fastmath` `<` flags `>`)?
      attribute-dictionary? `:` type
    ```

    where `beta` is 1 and `threshold` 20 unless they are given. An attribute may
    stand in the dictionary instead, but not in both places. The comparison is
    strict and made on the product rounded to the compute type; the formula means
    the exact product.

    `beta` must be finite and nonzero once rounded to the compute type. A
    negative `beta` means what the formula says, `-softplus(-x)` at `-beta`.
    `threshold` may be any value but NaN; at `+inf` (written
    `0x7FF0000000000000`) there is no cutoff.

    Special values, for a positive `beta` and a threshold that is not negative:

    | x           | result     |
    | ----------- | ---------- |
    | NaN         | NaN        |
    | `+inf`      | `+inf`     |
    | `-inf`      | `+0`       |
    | `+0`, `-0`  | ln(2)/beta |

    Results below the smallest normal number are subnormal, not flushed, and a
    finite input whose exact result is finite never gives an infinity.

    The gradient with respect to `x` is `softplus.softplus_grad`.

    The fast-math flags are those of `arith` and `math`: `nnan` and `ninf` let a
    lowering ignore the special values, `afn` lets it approximate, `reassoc`
    lets canonicalization merge the scalings around the operation.

    `accuracy` is `fast`, `faithful` or `correct`, see `#softplus.accuracy`; it
    wins over `afn`. Without it an operation is `fast` if it has the flag `afn`,
    else `faithful`. The constant folder and the conversions to this project's
    kernels obey it; `convert-softplus-to-math` has the accuracy of the functions
    that the target brings.

    Example:

    ```mlir
    // Scalar, beta 1 and threshold 20.
    %a = softplus.softplus %x : f32

    // Vector, with every clause.
    %b = softplus.softplus %v beta 2.0 threshold 30.0 accuracy<correct>
           fastmath<nnan> : vector<[4]xf32>

    // Tensor, without cutoff.
    %c = softplus.softplus %t beta 0.7 threshold 0x7FF0000000000000
           : tensor<?x8xbf16>
    ```
  }];
}

def Softplus_SoftplusGradOp
    : Softplus_Op<"softplus_grad", "SoftplusGrad", ["dy", "x"]> {
  let summary = "gradient of the softplus activation, elementwise";
  let description = [{
    Computes, for every pair of elements of the operands, with `z = beta * x`:

    ```
    dx = dy                          where z > threshold
    dx = dy * 1 / (1 + exp(-z))      elsewhere
    ```

    This is PyTorch's `softplus_backward`: `dy` is the gradient with respect to
    the result of `softplus.softplus`, `dx` that with respect to its operand.
    `beta` and `threshold` are those of the forward operation, with the same
    defaults and restrictions, and so are `accuracy` and the syntax behind the
    operands `dy` and `x`.

    Special values, for a positive `beta` and a threshold that is not negative:

    | x           | dx             |
    | ----------- | -------------- |
    | NaN         | NaN            |
    | `+inf`      | dy             |
    | `-inf`      | dy * 0         |
    | `+0`, `-0`  | dy / 2         |

    The second derivative, with respect to `x`, is
    `dy * beta * sigmoid(z) * sigmoid(-z)` up to the threshold and 0 above it.

    The fast-math flags have the same effect as on `softplus.softplus`.

    Example:

    ```mlir
    %a = softplus.softplus_grad %dy, %x : f64

    %b = softplus.softplus_grad %dt, %t beta 0.5 threshold 10.0 fastmath<nnan>
           : tensor<?x8xf32>
    ```
  }];
}

def Softplus_SigmoidOp
    : Softplus_Op<"sigmoid", "Sigmoid", ["x"], /*hasThreshold=*/false> {
  let summary = "logistic sigmoid, elementwise";
  let description = [{
    Computes, for every element `x` of the operand:

    ```
    y = 1 / (1 + exp(-beta * x))
    ```

    This is `torch.sigmoid(beta * x)`, and the derivative of
    `softplus.softplus`, with the same `beta`, without a threshold. `beta` has the
    same default and restrictions there, and `accuracy`, the fast-math flags and
    the syntax behind the operand are the same. The formula means the exact
    product.

    Special values, for a positive `beta`:

    | x           | result     |
    | ----------- | ---------- |
    | NaN         | NaN        |
    | `+inf`      | 1          |
    | `-inf`      | `+0`       |
    | `+0`, `-0`  | 1/2        |

    Results below the smallest normal number are subnormal, not flushed.

    The gradient with respect to `x` is `dy * beta * y * (1 - y)`, where `1 - y`
    is the sigmoid of `-x`.

    Example:

    ```mlir
    %a = softplus.sigmoid %x : f32

    %b = softplus.sigmoid %t beta 1.702 accuracy<correct> : tensor<?x8xbf16>
    ```
  }];
}

#endif // SOFTPLUS_IR_SOFTPLUSOPS_TD
