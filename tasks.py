from invoke import task


@task
def build(c):
    """x"""
