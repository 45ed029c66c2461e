"""Prints the processor of the first NVIDIA GPU, such as sm_90; nothing if there is none."""

import ctypes

# CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR and _MINOR
CAPABILITY = (75, 76)


def find_chip():
    """Returns the processor of the first GPU, or None."""
    numbers = []
    try:
        driver = ctypes.CDLL("libcuda.so.1")
        if driver.cuInit(0):
            return None
        for attribute in CAPABILITY:
            number = ctypes.c_int()
            if driver.cuDeviceGetAttribute(ctypes.byref(number), attribute, 0):
                return None
            numbers.append(number.value)
    except OSError:
        return None
    return "sm_{}{}".format(*numbers)


if __name__ == "__main__":
    print(find_chip() or "")
