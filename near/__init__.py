"""NEAR's platform."""

import os

# Before anything loads numpy: one thread encodes a short question four times as fast as two that wait for
# each other, eighty times on a busy machine; and several processes share the cores anyway.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
