//===- SoftplusInterfaces.td - Interfaces of operations ----*- tablegen -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_IR_SOFTPLUSINTERFACES_TD
#define SOFTPLUS_IR_SOFTPLUSINTERFACES_TD

include "mlir/IR/Interfaces.td"

def SoftplusOpInterface : OpInterface<"SoftplusOpInterface"> {
  let description = [{
    An elementwise operation that this project's kernels compute. Passes and
    conversions know the operations of the dialect by this interface alone.
  }];
  let cppNamespace = "::mlir::softplus";
  let methods = [
    StaticInterfaceMethod<[{
      Returns the function that the operation computes of each element.
    }], "::mlir::softplus::numerics::Function", "getFunction">,
    InterfaceMethod<[{
      Returns beta, which is finite and nonzero in the compute type.
    }], "double", "getBeta">,
    InterfaceMethod<[{
      Returns the threshold, or nothing if the function has none.
    }], "std::optional<double>", "getOptionalThreshold">,
    InterfaceMethod<[{
      Returns the fast-math flags.
    }], "::mlir::arith::FastMathFlags", "getFastmath">,
    InterfaceMethod<[{
      Returns the accuracy that the operation states, or nothing.
    }], "std::optional<::mlir::softplus::numerics::Accuracy>", "getAccuracy">,
  ];
  let extraSharedClassDeclaration = [{
    /// Returns the type of an element of the operands and the result.
    ::mlir::FloatType getElementType() {
      return ::llvm::cast<::mlir::FloatType>(
          ::mlir::getElementTypeOrSelf($_op->getResult(0)));
    }
    /// Returns the type that elements are compared and computed in.
    ::mlir::FloatType getComputeType() {
      return ::mlir::softplus::getComputeType(getElementType());
    }
    /// Returns the threshold; that of a function without one is never exceeded.
    double getEffectiveThreshold() {
      return $_op.getOptionalThreshold().value_or(
          std::numeric_limits<double>::infinity());
    }
    /// Returns the accuracy that the operation has, stated or not.
    ::mlir::softplus::numerics::Accuracy getEffectiveAccuracy() {
      return ::mlir::softplus::getAccuracy($_op.getAccuracy(),
                                           $_op.getFastmath());
    }
  }];
  let verify = [{
    return ::mlir::softplus::detail::verifySoftplusOp(
        ::llvm::cast<SoftplusOpInterface>($_op));
  }];
}

#endif // SOFTPLUS_IR_SOFTPLUSINTERFACES_TD
