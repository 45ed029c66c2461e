//===- ReportSoftplus.cpp - Report softplus at run time -------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/IR/SoftplusOps.h"
#include "Softplus/Transforms/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/TypeUtilities.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_REPORTSOFTPLUSPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

/// Returns `value`, a scalar, ranked tensor or memref, as an unranked tensor.
/// The report is a read of tensors, so bufferization keeps the operands of an
/// operation from being overwritten by its result before they are reported.
static Value castToUnrankedTensor(OpBuilder &builder, Location loc,
                                  Value value) {
  Type elementType = getElementTypeOrSelf(value.getType());
  if (isa<FloatType>(value.getType()))
    value = tensor::FromElementsOp::create(
        builder, loc, RankedTensorType::get({}, elementType), value);
  else if (isa<MemRefType>(value.getType()))
    value = bufferization::ToTensorOp::create(
        builder, loc, memref::getTensorTypeFromMemRefType(value.getType()),
        value, /*restrict=*/true);
  return tensor::CastOp::create(builder, loc,
                                UnrankedTensorType::get(elementType), value);
}

/// Returns the declaration of `name`, which runner utilities define.
static func::FuncOp getReportFunction(ModuleOp module, StringRef name,
                                      FunctionType type) {
  if (auto function = module.lookupSymbol<func::FuncOp>(name))
    return function;
  OpBuilder builder = OpBuilder::atBlockBegin(module.getBody());
  auto function = func::FuncOp::create(builder, module.getLoc(), name, type);
  function.setPrivate();
  function->setAttr(LLVM::LLVMDialect::getEmitCWrapperAttrName(),
                    builder.getUnitAttr());
  for (auto [index, input] : llvm::enumerate(type.getInputs()))
    if (isa<TensorType>(input))
      function.setArgAttr(
          index, bufferization::BufferizationDialect::kBufferAccessAttrName,
          builder.getStringAttr("read"));
  return function;
}

/// Inserts a report on `op`, whose operands and result are the elements of
/// `values`, after `point`.
static void insertReport(ModuleOp module, SoftplusOpInterface op,
                         ValueRange values, Operation *point) {
  OpBuilder builder(point->getContext());
  builder.setInsertionPointAfter(point);
  Location loc = op->getLoc();
  SmallVector<Value> operands;
  for (Value value : values)
    operands.push_back(castToUnrankedTensor(builder, loc, value));
  SmallVector<double> parameters = {op.getBeta()};
  if (std::optional<double> threshold = op.getOptionalThreshold())
    parameters.push_back(*threshold);
  for (double parameter : parameters)
    operands.push_back(arith::ConstantOp::create(
        builder, loc, builder.getF64FloatAttr(parameter)));

  Type elementType = getElementTypeOrSelf(values.front().getType());
  StringRef suffix = elementType.isBF16()  ? "BF16"
                     : elementType.isF16() ? "F16"
                     : elementType.isF32() ? "F32"
                                           : "F64";
  func::FuncOp callee = getReportFunction(
      module,
      (Twine("report") + numerics::getInfo(op.getFunction()).name + suffix)
          .str(),
      builder.getFunctionType(ValueRange(operands).getTypes(), {}));
  func::CallOp::create(builder, loc, callee, operands);
}

/// If `linalgOp` applies one softplus to its inputs, each element to the
/// element at the same place, returns it and sets `values` to its operands and
/// result as a whole.
static SoftplusOpInterface
matchElementwiseSoftplus(linalg::LinalgOp linalgOp,
                         SmallVectorImpl<Value> &values) {
  if (linalgOp.getNumDpsInits() != 1 ||
      !llvm::all_of(linalgOp.getIndexingMapsArray(),
                    [](AffineMap map) { return map.isIdentity(); }))
    return nullptr;
  auto yielded = linalgOp.getBlock()
                     ->getTerminator()
                     ->getOperand(0)
                     .getDefiningOp<SoftplusOpInterface>();
  if (!yielded)
    return nullptr;
  for (Value operand : yielded->getOperands()) {
    auto argument = dyn_cast<BlockArgument>(operand);
    if (!argument || argument.getOwner() != linalgOp.getBlock() ||
        argument.getArgNumber() >= linalgOp.getNumDpsInputs())
      return nullptr;
    values.push_back(
        linalgOp.getDpsInputOperand(argument.getArgNumber())->get());
  }
  values.push_back(linalgOp.hasPureBufferSemantics() ? linalgOp.getDpsInits()[0]
                                                     : linalgOp->getResult(0));
  // An operation in place leaves no operand to report.
  if (llvm::is_contained(ValueRange(values).drop_back(), values.back()))
    return nullptr;
  return yielded;
}

namespace {

struct ReportSoftplusPass
    : softplus::impl::ReportSoftplusPassBase<ReportSoftplusPass> {
  using Base::Base;

  void runOnOperation() override {
    SmallVector<SoftplusOpInterface> ops;
    getOperation()->walk([&](SoftplusOpInterface op) { ops.push_back(op); });
    for (SoftplusOpInterface op : ops) {
      SmallVector<Value> values;
      if (auto linalgOp = dyn_cast<linalg::LinalgOp>(op->getParentOp())) {
        if (matchElementwiseSoftplus(linalgOp, values) == op) {
          insertReport(getOperation(), op, values, linalgOp);
          continue;
        }
      } else if (isa<FloatType, RankedTensorType>(op->getResult(0).getType())) {
        llvm::append_range(values, op->getOperands());
        values.push_back(op->getResult(0));
        insertReport(getOperation(), op, values, op);
        continue;
      }
      op->emitRemark("not reported: neither on scalars or ranked tensors nor "
                     "the whole body of a linalg operation");
    }
  }
};

} // namespace
