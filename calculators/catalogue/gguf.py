"""Block types and file mixes of GGUF as data.

Sources, 2026-11-22: block sizes, https://github.com/ggml-org/llama.cpp/blob/master/ggml/src/ggml-common.h; which
tensor gets which type, https://github.com/ggml-org/llama.cpp/blob/master/src/llama-quant.cpp.
"""

# Name, label, numbers per block, bytes per block, and the type taken where a row is not a multiple of the block.
BLOCKS = (
    ("q8_0", "8-bit blocks of 32 (Q8_0)", 32, 34, "f16"),
    ("q4_0", "4-bit blocks of 32 (Q4_0)", 32, 18, "f16"),
    ("q4_1", "GGUF block Q4_1", 32, 20, "f16"),
    ("q5_0", "GGUF block Q5_0", 32, 22, "f16"),
    ("q5_1", "GGUF block Q5_1", 32, 24, "f16"),
    ("q2_k", "GGUF block Q2_K", 256, 84, "q4_0"),
    ("q3_k", "GGUF block Q3_K", 256, 110, "q4_0"),
    ("q4_k", "GGUF block Q4_K", 256, 144, "q5_0"),
    ("q5_k", "GGUF block Q5_K", 256, 176, "q5_1"),
    ("q6_k", "GGUF block Q6_K", 256, 210, "q8_0"),
    ("iq1_s", "GGUF block IQ1_S", 256, 50, "iq4_nl"),
    ("iq1_m", "GGUF block IQ1_M", 256, 56, "iq4_nl"),
    ("iq2_xxs", "GGUF block IQ2_XXS", 256, 66, "iq4_nl"),
    ("iq2_xs", "GGUF block IQ2_XS", 256, 74, "iq4_nl"),
    ("iq2_s", "GGUF block IQ2_S", 256, 82, "iq4_nl"),
    ("iq3_xxs", "GGUF block IQ3_XXS", 256, 98, "iq4_nl"),
    ("iq3_s", "GGUF block IQ3_S", 256, 110, "iq4_nl"),
    ("iq4_xs", "GGUF block IQ4_XS", 256, 136, "iq4_nl"),
    ("iq4_nl", "GGUF block IQ4_NL", 32, 18, "f16"),
    ("tq1_0", "GGUF block TQ1_0", 256, 54, "q4_0"),
    ("tq2_0", "GGUF block TQ2_0", 256, 66, "q4_0"),
)

# Name, label, type of most matrices, of the input embedding, of the output matrix, of the attention output, and two
# rules: for the values and for the down projections. A rule is layers|type in these layers|type in the others; its
# layers are "all", "grouped" (all, where at least 4 query heads share a key/value head), "more" (the first and last
# eighth and every third between), or "first" and a number or a fraction of the layers.
MIXES = (
    ("gguf-f16", "GGUF file F16", "f16", "f16", "f16", "f16", "all|f16|", "all|f16|"),
    ("gguf-q8_0", "GGUF file Q8_0", "q8_0", "q8_0", "q8_0", "q8_0", "all|q8_0|", "all|q8_0|"),
    ("gguf-q6_k", "GGUF file Q6_K", "q6_k", "q6_k", "q6_k", "q6_k", "all|q6_k|", "all|q6_k|"),
    ("gguf-q5_k_m", "GGUF file Q5_K_M", "q5_k", "q5_k", "q6_k", "q5_k", "more|q6_k|q5_k", "more|q6_k|q5_k"),
    ("gguf-q5_k_s", "GGUF file Q5_K_S", "q5_k", "q5_k", "q6_k", "q5_k", "all|q5_k|", "all|q5_k|"),
    ("gguf-q4_k_m", "GGUF file Q4_K_M", "q4_k", "q4_k", "q6_k", "q4_k", "more|q6_k|q4_k", "more|q6_k|q4_k"),
    ("gguf-q4_k_s", "GGUF file Q4_K_S", "q4_k", "q4_k", "q6_k", "q4_k", "first 4|q5_k|q4_k", "first 1/8|q5_k|q4_k"),
    ("gguf-iq4_xs", "GGUF file IQ4_XS", "iq4_xs", "iq4_xs", "q6_k", "iq4_xs", "grouped|q5_k|iq4_xs",
     "first 1/8|q5_k|iq4_xs"),
    ("gguf-q4_0", "GGUF file Q4_0", "q4_0", "q4_0", "q6_k", "q4_0", "all|q4_0|", "all|q4_0|"),
    ("gguf-q3_k_l", "GGUF file Q3_K_L", "q3_k", "q3_k", "q6_k", "q5_k", "all|q5_k|", "all|q5_k|"),
    ("gguf-q3_k_m", "GGUF file Q3_K_M", "q3_k", "q3_k", "q6_k", "q4_k", "first 2|q5_k|q4_k", "first 1/16|q5_k|q4_k"),
    ("gguf-q3_k_s", "GGUF file Q3_K_S", "q3_k", "q3_k", "q6_k", "q3_k", "all|q3_k|", "all|q3_k|"),
    ("gguf-q2_k", "GGUF file Q2_K", "q2_k", "q2_k", "q6_k", "q3_k", "grouped|q4_k|q3_k", "all|q3_k|"),
    ("gguf-iq1_s", "GGUF file IQ1_S", "iq1_s", "q2_k", "q5_k", "iq2_xxs", "grouped|q4_k|q2_k", "first 1/8|q2_k|iq1_s"),
)  # fmt: skip
