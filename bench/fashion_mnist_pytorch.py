"""Trains the networks of samples/lenet5.cnn and samples/keras_mnist.cnn in PyTorch, with the same settings.

Usage: python3 fashion_mnist_pytorch.py FOLDER [SEED], with a folder that has Fashion-MNIST's four gzipped IDX files.
Prints the test accuracy after each epoch and how long the epoch's training took.
"""
import gzip
import os
import sys
import time

import torch
from torch import nn


def read_idx(path):
    with gzip.open(path) as file:
        data = torch.frombuffer(bytearray(file.read()), dtype=torch.uint8)
    rank = int(data[3])
    shape = [int.from_bytes(bytes(data[4 + 4 * i:8 + 4 * i].tolist()), "big") for i in range(rank)]
    return data[4 + 4 * rank:].reshape(shape)


def lenet5():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.Tanh(), nn.AvgPool2d(2),
        nn.Conv2d(6, 16, 5), nn.Tanh(), nn.AvgPool2d(2),
        nn.Flatten(), nn.Linear(400, 120), nn.Tanh(), nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, 10)), 1e-8


def keras_mnist():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Dropout(0.5), nn.Linear(1600, 10)), 1e-7


def initialise(network):
    for layer in network:
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)


def train(name, make, folder, seed, epochs=5, batch=128):
    torch.manual_seed(seed)
    images, test_images = (read_idx(f"{folder}/{part}-images-idx3-ubyte.gz").float().div(255).unsqueeze(1)
                           for part in ("train", "t10k"))
    labels, test_labels = (read_idx(f"{folder}/{part}-labels-idx1-ubyte.gz").long() for part in ("train", "t10k"))
    network, epsilon = make()
    initialise(network)
    optimiser = torch.optim.Adam(network.parameters(), lr=1e-3, eps=epsilon)
    for epoch in range(epochs):
        network.train()
        start = time.perf_counter()
        for chosen in torch.randperm(len(images)).split(batch):
            optimiser.zero_grad()
            nn.functional.cross_entropy(network(images[chosen]), labels[chosen]).backward()
            optimiser.step()
        seconds = time.perf_counter() - start
        network.eval()
        with torch.no_grad():
            right = sum(int((network(x).argmax(1) == y).sum())
                        for x, y in zip(test_images.split(1000), test_labels.split(1000)))
        print(f"{name} epoch {epoch + 1}: {100 * right / len(test_images):.2f} %, {seconds:.1f} s", flush=True)


if __name__ == "__main__":
    torch.set_num_threads(os.cpu_count())
    chosen_seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    print(f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads")
    train("keras_mnist", keras_mnist, sys.argv[1], chosen_seed)
    train("lenet5", lenet5, sys.argv[1], chosen_seed)
