"""Times training steps of the network of samples/fashion_resnet.cnn in PyTorch, on random images.

Usage: python3 fashion_resnet_pytorch.py [THREADS [STEPS]]. Prints the images that a second takes, of the fastest step
and in the mean, for batches of 128.
"""
import sys
import time

import torch
from torch import nn

BATCH = 128


class Basic(nn.Module):
    def __init__(self, inputs, filters, stride):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(inputs, filters, 3, stride, 1, bias=False), nn.BatchNorm2d(filters), nn.ReLU(),
            nn.Conv2d(filters, filters, 3, 1, 1, bias=False), nn.BatchNorm2d(filters))
        self.shortcut = nn.Sequential() if stride == 1 else nn.Sequential(
            nn.Conv2d(inputs, filters, 1, stride, bias=False), nn.BatchNorm2d(filters))

    def forward(self, x):
        return torch.relu(self.body(x) + self.shortcut(x))


def network():
    return nn.Sequential(
        nn.Conv2d(1, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU(),
        Basic(16, 16, 1), Basic(16, 64, 2), Basic(64, 128, 2), Basic(128, 192, 2),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(192, 10))


def main(threads=2, steps=20):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    model = network()
    optimiser = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9, nesterov=True, weight_decay=5e-4)
    loss = nn.CrossEntropyLoss(label_smoothing=0.1)
    images = torch.rand(BATCH, 1, 28, 28)
    labels = torch.randint(0, 10, (BATCH,))
    seconds = []
    for _ in range(steps + 2):
        start = time.perf_counter()
        optimiser.zero_grad()
        loss(model(images), labels).backward()
        optimiser.step()
        seconds.append(time.perf_counter() - start)
    seconds = seconds[2:]
    parameters = sum(p.numel() for p in model.parameters())
    print(f"PyTorch {torch.__version__}, {threads} threads, {parameters:,} parameters: "
          f"{BATCH / min(seconds):,.0f} images/s in the fastest step, {BATCH * steps / sum(seconds):,.0f} in the mean")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
